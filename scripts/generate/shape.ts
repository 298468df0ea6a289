interface AnySchema {
  type: string;
  entries?: Record<string, AnySchema>;
  item?: AnySchema;
  wrapped?: AnySchema;
  options?: readonly unknown[];
  literal?: unknown;
  pipe?: readonly { kind: string; type: string; requirement?: unknown }[];
}

/**
 * A valibot schema as a reader of TypeScript would write it, with the limits beside it. `named` are schemas that
 * several messages share: they are written by name.
 */
export function shapeOf(schema: unknown, named: ReadonlyMap<unknown, string>, indent = ''): string {
  const name = named.get(schema);
  return name ?? bareShape(schema as AnySchema, named, indent) + limits(schema as AnySchema);
}

function bareShape(schema: AnySchema, named: ReadonlyMap<unknown, string>, indent: string): string {
  const shape = (one: unknown) => shapeOf(one, named, indent);
  switch (schema.type) {
    case 'strict_object':
    case 'object':
      return objectShape(schema.entries ?? {}, named, indent);
    case 'array':
      return severalKinds(schema.item) ? `(${shape(schema.item)})[]` : `${shape(schema.item)}[]`;
    case 'nullable':
      return `${shape(schema.wrapped)} | null`;
    case 'optional':
      return shape(schema.wrapped);
    case 'picklist':
      return (schema.options ?? []).map((option) => `'${option}'`).join(' | ');
    case 'literal':
      return typeof schema.literal === 'string' ? `'${schema.literal}'` : String(schema.literal);
    case 'union':
    case 'variant':
      return (schema.options ?? []).map(shape).join(' | ');
    default:
      return schema.type;
  }
}

function objectShape(
  entries: Record<string, AnySchema>,
  named: ReadonlyMap<unknown, string>,
  indent: string,
): string {
  const lines = Object.entries(entries).map(
    ([key, entry]) =>
      `${indent}  ${key}${entry.type === 'optional' ? '?' : ''}: ${shapeOf(entry, named, `${indent}  `)};`,
  );
  return lines.length === 0 ? '{}' : `{\n${lines.join('\n')}\n${indent}}`;
}

const severalKinds = (schema: AnySchema | undefined) =>
  ['nullable', 'picklist', 'union', 'variant'].includes(schema?.type ?? '');

function limits({ pipe }: AnySchema): string {
  const said = (pipe ?? []).flatMap(({ type, requirement }) => {
    if (type === 'max_length') return [`at most ${requirement}`];
    if (type === 'min_length' && Number(requirement) > 0) return [`at least ${requirement}`];
    if (type === 'min_value') return [`from ${requirement}`];
    if (type === 'integer') return ['whole'];
    if (type === 'regex') return [String(requirement)];
    return [];
  });
  return said.length === 0 ? '' : ` /* ${said.join(', ')} */`;
}
