import { useEffect, useState } from 'preact/hooks';

/** Chromium's offer to install the page (Web App Manifest incubations); other browsers have a menu entry only. */
interface InstallOffer extends Event {
  prompt: () => Promise<unknown>;
}

const isOffer = (event: Event): event is InstallOffer => 'prompt' in event;

/** The browser's offer, while it stands; `isInstalled` where the page runs as an app already. */
function useInstall() {
  const [offer, setOffer] = useState<InstallOffer | null>(null);
  const [isInstalled, setIsInstalled] = useState(false);
  useEffect(() => {
    setIsInstalled(window.matchMedia('(display-mode: standalone)').matches);
    const take = (event: Event) => {
      event.preventDefault();
      if (isOffer(event)) setOffer(event);
    };
    const finish = () => setIsInstalled(true);
    window.addEventListener('beforeinstallprompt', take);
    window.addEventListener('appinstalled', finish);
    return () => {
      window.removeEventListener('beforeinstallprompt', take);
      window.removeEventListener('appinstalled', finish);
    };
  }, []);
  return { offer, isInstalled };
}

/** How Porchlight gets its own icon on this device. */
export function InstallHint() {
  const { offer, isInstalled } = useInstall();
  if (isInstalled) return null;
  return (
    <div class="stack">
      <h2>On the home screen</h2>
      <p class="soft">
        Installed, Porchlight has an icon of its own with the number of open alerts on it, and a page for when
        the hub cannot be reached.
      </p>
      {offer ? (
        <div>
          <button type="button" class="button" onClick={() => void offer.prompt()}>
            Install Porchlight
          </button>
        </div>
      ) : (
        <p>
          In the browser’s menu choose “Install” or “Add to Home screen”; on an iPhone or iPad, Share, then
          “Add to Home Screen”.
        </p>
      )}
    </div>
  );
}
