import { useEffect, useState } from 'preact/hooks';

/** Counts changes of the theme, whoever makes them: a canvas has to be drawn again in its colours. */
export function useTheme(): number {
  const [theme, setTheme] = useState(0);
  useEffect(() => {
    const count = () => setTheme((before) => before + 1);
    const chosen = new MutationObserver(count);
    chosen.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    const system = matchMedia('(prefers-color-scheme: dark)');
    system.addEventListener('change', count);
    return () => {
      chosen.disconnect();
      system.removeEventListener('change', count);
    };
  }, []);
  return theme;
}
