import { useEffect, useState } from 'preact/hooks';
import { type Film, fetchJobs, type Job } from '../api/library';
import { jobInWords, jobStateInWords } from '../words/films';

/** Chunks that are done are many, and say nothing any more. */
const MOST = 12;
const ORDER: Record<Job['state'], number> = { parked: 0, running: 1, waiting: 2, done: 3 };

/** What is to be done for a film, what went wrong first. */
export function JobList({ film }: { film: Film }) {
  const [jobs, setJobs] = useState<Job[] | null>(null);
  // A new answer about the film is the moment to ask about its jobs.
  useEffect(() => {
    let isOver = false;
    fetchJobs(film.id).then(
      (found) => isOver || setJobs(found),
      () => {
        // The next answer about the film asks again.
      },
    );
    return () => {
      isOver = true;
    };
  }, [film]);
  if (jobs === null) return null;
  const open = jobs.filter(({ state }) => state !== 'done').sort((a, b) => ORDER[a.state] - ORDER[b.state]);
  const done = jobs.length - open.length;
  return (
    <>
      <ul class="jobs" data-testid="jobs">
        {open.slice(0, MOST).map((job) => (
          <JobRow key={job.id} job={job} />
        ))}
      </ul>
      <p class="field-hint">
        {[
          open.length > MOST && `${open.length - MOST} more to do`,
          done > 0 && `${done} ${done === 1 ? 'job' : 'jobs'} done`,
          jobs.length === 0 && 'Nothing is planned.',
        ]
          .filter(Boolean)
          .join(', ')}
      </p>
    </>
  );
}

function JobRow({ job }: { job: Job }) {
  return (
    <li class={`job job-${job.state}`} data-testid="job" data-state={job.state}>
      <span>{jobInWords(job)}</span>
      <span class="job-state">{jobStateInWords(job)}</span>
      {job.log && (
        <details open={job.state === 'parked'}>
          <summary>Log</summary>
          <pre tabindex={0}>{job.log}</pre>
        </details>
      )}
    </li>
  );
}
