/** A heartbeat of 20 metrics as an agent sends it: 14 of the machine, three of each of two mounts. */
export function heartbeatBody(serverId: string, at: number, seed: number): string {
  const wave = (range: number) => Math.round((1 + Math.sin(seed / 7)) * range * 5) / 10;
  const gigabytes = (value: number) => Math.round(value * 1000) / 1000;
  return JSON.stringify({
    server_id: serverId,
    timestamp: new Date(at).toISOString(),
    metrics: {
      cpu_percent: wave(40),
      cpu_iowait_percent: wave(2),
      memory_percent: wave(60),
      memory_used_gb: gigabytes(7 + wave(1)),
      memory_total_gb: 16.77,
      disk_percent: 67.1,
      disk_used_gb: gigabytes(671 + seed / 1000),
      disk_total_gb: 1000.2,
      network_rx_bytes: 1_000_000 + seed * 5120,
      network_tx_bytes: 500_000 + seed * 2048,
      load_1m: wave(1),
      load_5m: wave(1),
      load_15m: wave(1),
      uptime_seconds: 3600 + seed * 60,
    },
    mounts: [
      {
        mount_point: '/',
        device: '/dev/sda1',
        filesystem: 'ext4',
        used_gb: 20.5,
        total_gb: 62.7,
        percent: 34.6,
      },
      {
        mount_point: '/srv/data',
        device: '/dev/sdb1',
        filesystem: 'ext4',
        used_gb: gigabytes(671 + seed / 1000),
        total_gb: 1000.2,
        percent: 67.1,
      },
    ],
  });
}
