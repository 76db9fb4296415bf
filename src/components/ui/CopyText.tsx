import { useState } from 'preact/hooks';
import { copyText } from '../client/copy.ts';
import styles from './CopyText.module.css';

/** Text to take elsewhere, with a button that copies it. */
export function CopyText({ text, label }: { text: string; label: string }) {
  const [word, setWord] = useState('Copy');
  const copy = async () => {
    setWord((await copyText(text)) ? 'Copied' : 'Select it and copy');
  };
  return (
    <div class={styles.copy}>
      <pre>
        <code>{text}</code>
      </pre>
      <button type="button" class="button" onClick={() => void copy()}>
        {word}
      </button>
      <span class="visually-hidden" role="status">
        {word === 'Copied' ? `${label} copied` : ''}
      </span>
    </div>
  );
}
