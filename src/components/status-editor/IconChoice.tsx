import { ICONS, type StatusIconName } from '../../words/status/icons.ts';
import { StatusIcon } from '../status/StatusIcon.tsx';
import styles from './IconChoice.module.css';

const WORDS: Record<StatusIconName, string> = {
  film: 'Film',
  tv: 'TV',
  music: 'Music',
  photo: 'Photo',
  book: 'Book',
  game: 'Game',
  internet: 'Internet',
  shield: 'Shield',
  mail: 'Mail',
  calendar: 'Calendar',
  cloud: 'Cloud',
  folder: 'Folder',
  download: 'Download',
  lock: 'Lock',
  home: 'House',
  light: 'Light',
  camera: 'Camera',
  printer: 'Printer',
  phone: 'Phone',
  server: 'Server',
};

interface Props {
  /** Of the group of radio buttons. */
  name: string;
  chosen: StatusIconName;
  onChoose: (icon: StatusIconName) => void;
}

/** One of the pictures, each with its name. */
export function IconChoice({ name, chosen, onChoose }: Props) {
  return (
    <fieldset class="field">
      <legend>Picture</legend>
      <div class={styles.icons}>
        {ICONS.map((icon) => (
          <label class="check" key={icon}>
            <input
              type="radio"
              name={name}
              value={icon}
              checked={icon === chosen}
              onChange={() => onChoose(icon)}
            />
            <StatusIcon name={icon} />
            <span class="small">{WORDS[icon]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
