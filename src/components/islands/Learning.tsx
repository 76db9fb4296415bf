import { useState } from 'preact/hooks';
import type { ServerView } from '../../collector/api/schema/views.ts';
import { timeLeft } from '../../words/times.ts';
import type { Problem } from '../client/problem.ts';
import { request } from '../client/request.ts';
import { LEARNING_DAYS, learningEnd } from '../quiet/learning.ts';
import { Moment } from '../ui/Ago.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';

interface Standing {
  /** null: it does not learn. */
  until: string | null;
  now: number;
  /** It was ended here and goes on, because all of its client learns. */
  isClients: boolean;
}

function Words({ until, now, isClients }: Standing) {
  if (until === null) return <p role="status">It does not learn: what goes wrong is told.</p>;
  return (
    <p role="status">
      {isClients ? 'All of its client learns' : 'It learns'} for another {timeLeft(Date.parse(until) - now)}{' '}
      (until <Moment at={until} now={now} />
      ): alerts are shown, and nobody is told.
    </p>
  );
}

function standing(until: string | null, now: number, wasEnded: boolean): Standing {
  const isLearning = until !== null && Date.parse(until) > now;
  return { until: isLearning ? until : null, now, isClients: isLearning && wasEnded };
}

interface Props {
  serverId: string;
  until: string | null;
  now: number;
}

/** Turns learning on and off: alerts of the server are shown and not sent. */
export default function Learning({ serverId, until, now }: Props) {
  const [state, setState] = useState(() => standing(until, now, false));
  const [problem, setProblem] = useState<Problem | null>(null);
  const isOn = state.until !== null && !state.isClients;
  const turn = async () => {
    const at = Date.now();
    const path = `/api/v1/servers/${encodeURIComponent(serverId)}`;
    const changed = await request('PUT', `${path}/learning`, { until: isOn ? null : learningEnd(at) });
    setProblem(changed.ok ? null : changed.problem);
    const server = await request<ServerView>('GET', path);
    if (changed.ok && server.ok) setState(standing(server.data.learning_until, at, isOn));
  };
  return (
    <div class="stack">
      {problem && <ProblemNote problem={problem} />}
      <Words {...state} />
      <div>
        <button type="button" class="button" onClick={() => void turn()}>
          {isOn ? 'End learning now' : `Learn for ${LEARNING_DAYS} days`}
        </button>
      </div>
    </div>
  );
}
