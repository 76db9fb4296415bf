import { SelectField } from './SelectField.tsx';

interface Props {
  clients: readonly { client_id: string; client_name: string }[];
  /** Whether it may be for every client. */
  isHubWide: boolean;
  /** Empty: every client. */
  value: string;
  onChoose: (clientId: string) => void;
}

/** Whose it is, where there is a choice. */
export function OwnerChoice({ clients, isHubWide, value, onChoose }: Props) {
  const every = isHubWide ? [['', 'Every client'] as const] : [];
  const options = [...every, ...clients.map((client) => [client.client_id, client.client_name] as const)];
  if (clients.length < 2) return null;
  return <SelectField label="For" name="client_id" options={options} value={value} onChoose={onChoose} />;
}
