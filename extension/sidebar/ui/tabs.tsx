import type { Signal } from '@preact/signals';
import { Key } from './key.tsx';

export interface Tab<Name extends string> {
  name: Name;
  title: string;
  /** Letter pressed with Alt. */
  letter: string;
}

interface Props<Name extends string> {
  tabs: readonly Tab<Name>[];
  chosen: Signal<Name>;
  label: string;
}

/** A tab list after the ARIA pattern: one stop for Tab, arrows move, the panel follows at once. */
export function Tabs<Name extends string>({ tabs, chosen, label }: Props<Name>) {
  const choose = (at: number, list: EventTarget & HTMLElement) => {
    const next = tabs[(at + tabs.length) % tabs.length];
    if (!next) return;
    chosen.value = next.name;
    list.querySelector<HTMLElement>(`#tab-${next.name}`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent & { currentTarget: EventTarget & HTMLElement }) => {
    const at = tabs.findIndex(({ name }) => name === chosen.value);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    choose(to, event.currentTarget);
  };
  return (
    <div class="tabs" role="tablist" aria-label={label} onKeyDown={onKeyDown}>
      {tabs.map(({ name, title, letter }) => (
        <button
          key={name}
          type="button"
          role="tab"
          id={`tab-${name}`}
          aria-selected={chosen.value === name}
          aria-controls={`view-${name}`}
          aria-keyshortcuts={`Alt+${letter}`}
          tabIndex={chosen.value === name ? 0 : -1}
          onClick={() => {
            chosen.value = name;
          }}
        >
          {title} <Key name={`Alt+${letter}`} />
        </button>
      ))}
    </div>
  );
}
