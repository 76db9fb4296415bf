import { describe, expect, it } from 'vitest';
import type { Alert } from '../../alerts/index.ts';
import type { Component, PageDefinition, Part } from '../schema.ts';
import { isCovered, proposalOf } from './proposals.ts';

type Told = Pick<Alert, 'serverId' | 'subject' | 'severity' | 'type'>;
type Kind = 'service' | 'container' | 'pool';

const server = (server_id: string): Part => ({ kind: 'server', server_id });
const on = (server_id: string, kind: Kind, subject: string): Part => ({ kind, server_id, subject });
const component = (key: string, impact: Component['impact'], ...parts: Part[]): Component => ({
  key,
  name: key,
  icon: 'server',
  description: null,
  impact,
  parts,
});
const PAGE: PageDefinition = {
  slug: null,
  title: 'Home',
  intro: null,
  zone: 'UTC',
  language: 'en',
  groups: [
    {
      name: null,
      components: [
        component('films', 'each', on('media', 'service', 'jellyfin')),
        component('music', 'part', on('media', 'container', 'navidrome'), on('media', 'service', 'mpd')),
      ],
    },
    {
      name: 'Files',
      components: [
        component('files', 'each', server('nas'), on('nas', 'pool', 'tank')),
        component('dns', 'one', server('nas'), server('pi')),
        component('all', 'each', { kind: 'component', key: 'files' }),
      ],
    },
  ],
};

const alert = (serverId: string, type: string, subject = '', severity: Told['severity'] = 'high'): Told => ({
  serverId,
  type,
  subject,
  severity,
});

describe('an alert', () => {
  it.each<{ what: string; of: Told; components: string[]; impact: string }>([
    {
      what: 'on a service that a component needs takes it down',
      of: alert('media', 'service_down', 'jellyfin'),
      components: ['films'],
      impact: 'down',
    },
    {
      what: 'on a service is told whatever its severity',
      of: alert('media', 'service_down', 'jellyfin', 'medium'),
      components: ['films'],
      impact: 'down',
    },
    {
      what: 'on one of several parts takes a part away',
      of: alert('media', 'service_down', 'mpd'),
      components: ['music'],
      impact: 'impaired',
    },
    {
      what: 'of a silent server is on everything there, as bad as for the worst of it',
      of: alert('media', 'server_offline'),
      components: ['films', 'music'],
      impact: 'down',
    },
    {
      what: 'of a server among those of which one is enough, alone, harms nothing',
      of: alert('pi', 'server_offline'),
      components: ['dns'],
      impact: 'none',
    },
    {
      what: 'on a pool that lost a disk leaves its component partly working',
      of: alert('nas', 'pool_degraded', 'tank'),
      components: ['files', 'dns'],
      impact: 'impaired',
    },
    {
      what: 'on a pool that is gone',
      of: alert('nas', 'pool_faulted', 'tank', 'critical'),
      components: ['files', 'dns'],
      impact: 'down',
    },
    {
      what: 'that warns of what still works is worth a note',
      of: alert('nas', 'disk_critical', '/data', 'critical'),
      components: ['files', 'dns'],
      impact: 'none',
    },
    {
      what: 'of a rule of one’s own on a container is on that container',
      of: alert('media', 'rule_critical', 'navidrome'),
      components: ['music'],
      impact: 'none',
    },
  ])('$what', ({ of, components, impact }) => {
    expect(proposalOf(PAGE, of)).toEqual({ alert: of, components, impact });
  });

  it.each<{ what: string; of: Told }>([
    { what: 'on a service that nobody on the page needs', of: alert('media', 'service_down', 'sshd') },
    { what: 'on a service of that name elsewhere', of: alert('other', 'service_down', 'jellyfin') },
    { what: 'on a container of a service’s name', of: alert('media', 'container_unhealthy', 'jellyfin') },
    { what: 'on some service of a server that is itself a part', of: alert('nas', 'service_down', 'smbd') },
    {
      what: 'on the memory of a server of which only a service counts',
      of: alert('media', 'memory_critical'),
    },
    { what: 'of a mild kind', of: alert('nas', 'memory_warning', '', 'medium') },
  ])('$what goes unsaid', ({ of }) => {
    expect(proposalOf(PAGE, of)).toBeNull();
  });
});

describe('an alert of which readers are told already', () => {
  const open = (...components: string[]) => ({ components, resolvedAt: null });
  it.each([
    {
      case: 'is one whose components an open incident names',
      incidents: [open('films', 'photos')],
      is: true,
    },
    { case: 'also when two of them do so together', incidents: [open('films'), open('photos')], is: true },
    { case: 'is none where one of them is left out', incidents: [open('films')], is: false },
    {
      case: 'is none where the incident is over',
      incidents: [{ components: ['films', 'photos'], resolvedAt: 1 }],
      is: false,
    },
  ])('$case', ({ incidents, is }) => {
    expect(isCovered({ components: ['films', 'photos'] }, incidents)).toBe(is);
  });
});
