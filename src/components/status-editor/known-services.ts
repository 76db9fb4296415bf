import type { StatusIconName } from '../../words/status/icons.ts';

/** Pictures for what is often run at home, by words in its name. The first that fits counts. */
const PICTURES: readonly (readonly [RegExp, StatusIconName])[] = [
  [/jellyfin|plex|emby|kodi/, 'film'],
  [/sonarr|tvheadend|iptv/, 'tv'],
  [/navidrome|mpd|music|airsonic/, 'music'],
  [/immich|photo|piwigo/, 'photo'],
  [/calibre|kavita|komga|audiobook|paperless/, 'book'],
  [/minecraft|valheim|game/, 'game'],
  [/pihole|pi-hole|adguard|unbound|wireguard|firewall/, 'shield'],
  [/router|internet|openvpn|tailscale|caddy|traefik|nginx/, 'internet'],
  [/mail|postfix|dovecot/, 'mail'],
  [/radicale|baikal|calendar/, 'calendar'],
  [/nextcloud|owncloud|seafile/, 'cloud'],
  [/samba|smb|nfs|syncthing|files/, 'folder'],
  [/transmission|qbittorrent|sabnzbd|download/, 'download'],
  [/vaultwarden|bitwarden|authelia|authentik|keycloak/, 'lock'],
  [/home-?assistant|openhab|domoticz/, 'home'],
  [/zigbee|hue|light/, 'light'],
  [/frigate|zoneminder|camera|motion/, 'camera'],
  [/cups|print/, 'printer'],
  [/asterisk|phone/, 'phone'],
];

/** The picture that fits what runs under a name; that of a server where none does. */
export function pictureOf(name: string): StatusIconName {
  const small = name.toLowerCase();
  return PICTURES.find(([words]) => words.test(small))?.[1] ?? 'server';
}

/** A service's name as a title: "home-assistant.service" becomes "Home Assistant". */
export function plainName(service: string): string {
  const words = service
    .replace(/\.service$/, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ') || service;
}
