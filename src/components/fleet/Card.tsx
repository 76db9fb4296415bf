import type { Level, ServerCard } from '../../collector/api/schema/views.ts';
import { percentFigure, unbroken } from '../../words/figures.ts';
import { serverMark } from '../../words/states.ts';
import { duration } from '../../words/times.ts';
import { Ago, Moment } from '../ui/Ago.tsx';
import { Meter } from '../ui/Meter.tsx';
import { Quantity } from '../ui/Quantity.tsx';
import { Sparkline } from '../ui/Sparkline.tsx';
import { State } from '../ui/State.tsx';
import styles from './Card.module.css';

interface MeterProps {
  label: string;
  percent: number | null;
  level: Level;
}

function MeterRow({ label, percent, level }: MeterProps) {
  return (
    <div class={styles.meter}>
      <dt>{label}</dt>
      {percent === null ? (
        <dd class={styles.none}>Not reported</dd>
      ) : (
        <>
          <dd class={styles.bar}>
            <Meter percent={percent} level={level} />
          </dd>
          <dd class={styles.number}>
            <Quantity figure={percentFigure(percent)} />
          </dd>
        </>
      )}
    </div>
  );
}

function Foot({ card, now }: { card: ServerCard; now: number }) {
  if (card.last_seen === null) return <p class={styles.foot}>No report yet</p>;
  const uptime = card.uptime_seconds === null ? '' : `Up ${duration(card.uptime_seconds)}`;
  return (
    <p class={styles.foot}>
      <span>
        {card.state === 'online' ? (
          uptime
        ) : (
          <>
            Last known, <Moment at={card.last_seen} now={now} />
          </>
        )}
      </span>
      <span>
        Seen <Ago at={card.last_seen} now={now} />
      </span>
    </p>
  );
}

/** One server at a glance; the whole card is its link. */
export function Card({ card, now, showClient }: { card: ServerCard; now: number; showClient: boolean }) {
  const isOld = card.state !== 'online';
  /** Old numbers raise no alarm. */
  const levelOf = (meter: keyof ServerCard['meter_levels']): Level =>
    isOld ? 'unknown' : card.meter_levels[meter];
  return (
    <article class={styles.card} data-level={card.level} data-dimmed={isOld}>
      <header class={styles.head}>
        <h2 class={styles.name}>
          <a href={`/servers/${card.server_id}`}>{card.display_name}</a>
        </h2>
        <State mark={serverMark(card)} />
      </header>
      {showClient && <p class={styles.client}>{card.client_name}</p>}
      {!isOld && card.reasons[0] !== undefined && (
        <p class={styles.reason}>
          {unbroken(card.reasons[0])}
          {card.reasons.length > 1 && <span class="dim">{` and ${card.reasons.length - 1} more`}</span>}
        </p>
      )}
      <dl class={styles.meters}>
        <MeterRow label="CPU" percent={card.cpu_percent} level={levelOf('cpu')} />
        <div class={styles.meter}>
          <dt class={styles.stretch}>
            <span class="visually-hidden">CPU over </span>24 h
          </dt>
          <dd class={styles.spark}>
            <Sparkline values={card.cpu_24h} label="CPU in the last 24 hours" />
          </dd>
        </div>
        <MeterRow label="Memory" percent={card.memory_percent} level={levelOf('memory')} />
        <MeterRow label="Disk" percent={card.disk_percent} level={levelOf('disk')} />
      </dl>
      <Foot card={card} now={now} />
    </article>
  );
}
