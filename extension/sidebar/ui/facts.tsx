import type { ComponentChildren } from 'preact';

/** Labelled values, two to a line; a value that is not there leaves no line. */
export function Facts({ children }: { children: ComponentChildren }) {
  return <dl class="facts">{children}</dl>;
}

interface FactProps {
  label: string;
  value: ComponentChildren;
}

/** One of them. Text from outside stays text, and keeps its own direction and line breaks. */
export function Fact({ label, value }: FactProps) {
  if (value === null || value === undefined || value === '') return null;
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <bdi>{value}</bdi>
      </dd>
    </div>
  );
}
