/** The requirement's heartbeat as compact JSON: 15 metrics, updates and one service make 20 series. */
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
      swap_percent: 0,
      disk_percent: 67.1,
      disk_used_gb: gigabytes(671 + seed / 1000),
      disk_total_gb: 1000.2,
      network_rx_bytes: 1_000_000 + seed * 5120,
      network_tx_bytes: 500_000 + seed * 2048,
      load_1m: wave(1),
      load_5m: wave(1),
      load_15m: wave(1),
      uptime_seconds: 3600 + seed * 60,
      boot_time: '2026-01-18T14:32:00.000Z',
    },
    services: [{ name: 'smbd', status: 'running', pid: 812, memory_mb: 42.5, cpu_percent: wave(1) }],
    os_info: {
      distribution: 'Debian GNU/Linux',
      version: '12',
      kernel: '6.1.0-17-amd64',
      architecture: 'x86_64',
    },
    updates_available: 12,
    security_updates: 0,
  });
}
