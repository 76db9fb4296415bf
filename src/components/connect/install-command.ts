/** Answer of `POST /api/v1/servers/{server_id}/enrolment`, as far as it is shown. */
export interface Enrolment {
  expires_at: string;
  command: string;
  verified_command: string;
  compose: string;
  manual: string;
}

export type InstallChoice = Record<(typeof INSTALL_OPTIONS)[number]['name'], boolean>;

/** Boxes to tick, with the flag of the installer that each stands for. */
export const INSTALL_OPTIONS = [
  {
    name: 'disks',
    flag: '--with-disks',
    word: 'Read disk health',
    explanation: 'a second service reads it as root, with smartmontools',
  },
  {
    name: 'docker',
    flag: '--with-docker',
    word: 'See Docker containers',
    explanation: 'who may use Docker’s socket has root’s power on the machine',
  },
  {
    name: 'verified',
    flag: null,
    word: 'Check the script first',
    explanation: 'it runs only if it is the one this page knows (SHA-256)',
  },
] as const;

export const NO_OPTIONS: InstallChoice = { disks: false, docker: false, verified: false };

/** The one line to copy, with the flags that were chosen. */
export function commandWith({ command, verified_command }: Enrolment, choice: InstallChoice): string {
  const flags = INSTALL_OPTIONS.flatMap(({ name, flag }) => (choice[name] && flag ? [flag] : []));
  return [choice.verified ? verified_command : command, ...flags].join(' ');
}
