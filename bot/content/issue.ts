import type { z } from 'zod';
import type { Path } from './place.ts';
import type { Problem } from './problem.ts';

type Placed = { readonly file: string; readonly line: (path: Path) => number };

/** A finding of the schema in plain words, at the line where it is to be mended. */
export function issueProblem(issue: z.core.$ZodIssue, { file, line }: Placed): Problem {
  const place = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path;
  const step = issue.path[0] === 'steps' && issue.path.length > 1 ? { step: String(issue.path[1]) } : {};
  return { type: 'broken', file, line: line(place), ...step, text: sentence(issue) };
}

function sentence(issue: z.core.$ZodIssue): string {
  const name = issue.path.map(String).join('.') || 'the file';
  if (issue.code === 'unrecognized_keys') {
    return `“${issue.keys.join('”, “')}” is not known in ${name}; correct the spelling or remove it.`;
  }
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined'))
    return `“${name}” is missing; add it.`;
  return `“${name}” is not right: ${issue.message}. Correct it.`;
}
