import type { Ref } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ServerView } from '../../collector/api/schema/views.ts';
import { markOf } from '../../words/states.ts';
import { clock } from '../../words/times.ts';
import { calmly, listen } from '../client/live.ts';
import type { Problem } from '../client/problem.ts';
import { request } from '../client/request.ts';
import { AgentVariants } from '../connect/AgentVariants.tsx';
import type { Enrolment } from '../connect/install-command.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { State } from '../ui/State.tsx';
import styles from './ConnectAgent.module.css';

interface Props {
  serverId: string;
  name: string;
  /** What is known before; null for a server that never reported. */
  lastSeen: string | null;
  /** Make the command at once rather than on a click. */
  isEager?: boolean;
}

const LEAST_MS = 1000;

/** True once a report has come in that is newer than `lastSeen`. */
function useReport({ serverId, lastSeen }: Props, isWaiting: boolean): boolean {
  const [hasReport, setHasReport] = useState(false);
  useEffect(() => {
    if (!isWaiting || hasReport) return;
    const look = calmly(async () => {
      const answer = await request<ServerView>('GET', `/api/v1/servers/${serverId}`);
      if (!answer.ok) return;
      const { status, last_seen: seen } = answer.data;
      setHasReport(status === 'online' && seen !== null && seen !== lastSeen);
    }, LEAST_MS);
    look();
    return listen((change) => {
      if (change === null || change.id === serverId) look();
    });
  }, [serverId, lastSeen, isWaiting, hasReport]);
  return hasReport;
}

function Waiting({ serverId, name, hasReport }: { serverId: string; name: string; hasReport: boolean }) {
  if (!hasReport) {
    return (
      <p class={styles.waiting} data-level="unknown" role="status">
        <State mark={{ ...markOf('unknown'), word: 'Waiting for the first report…' }} />
      </p>
    );
  }
  return (
    <p class={styles.waiting} data-level="ok" role="status">
      <State mark={{ ...markOf('ok'), word: `${name} reports.` }} />
      <a href={`/servers/${serverId}`}>See how it is</a>
    </p>
  );
}

/** A command that connects the agent of one server, and a light that turns green when it has. */
export default function ConnectAgent(props: Props) {
  const { serverId, name, lastSeen, isEager = false } = props;
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const hasReport = useReport(props, enrolment !== null);
  const next: Ref<HTMLParagraphElement> = useRef(null);
  // What was clicked is gone; the focus goes on to what comes next.
  useEffect(() => next.current?.focus(), [enrolment]);
  const enrol = async () => {
    const answer = await request<Enrolment>('POST', `/api/v1/servers/${serverId}/enrolment`, {});
    setEnrolment(answer.ok ? answer.data : null);
    setProblem(answer.ok ? null : answer.problem);
  };
  useEffect(() => {
    if (isEager) void enrol();
  }, []);
  if (problem) return <ProblemNote problem={problem} />;
  if (!enrolment) {
    return (
      <div>
        <button
          type="button"
          class={lastSeen === null ? 'button primary' : 'button'}
          onClick={() => void enrol()}
        >
          Connect agent
        </button>
      </div>
    );
  }
  return (
    <div class="stack">
      <p ref={next} tabIndex={-1}>
        Run this on {name}. It works once, until {clock(Date.parse(enrolment.expires_at))}.
      </p>
      <AgentVariants enrolment={enrolment} />
      <Waiting serverId={serverId} name={name} hasReport={hasReport} />
    </div>
  );
}
