import * as v from 'valibot';

/** As much of a valibot schema as is looked at here. */
interface Looked {
  type: string;
  entries?: Record<string, v.GenericSchema>;
  item?: v.GenericSchema;
  wrapped?: v.GenericSchema;
  getter?: (input: unknown) => v.GenericSchema;
}
const look = (schema: v.GenericSchema) => schema as unknown as Looked;

/** Without these a file says nothing about anything. */
const NEEDED = ['contractVersion', 'operation', 'key'];

/**
 * The same schema, where everything may be left out but what says which thing is meant: a file that extends
 * another operation, or a correction in `contract.d`, leaves out what is right already. A value and its
 * provenance stay together.
 */
export function partialOf(schema: v.GenericSchema): v.GenericSchema {
  const { type, entries, item, wrapped, getter } = look(schema);
  if (type === 'optional' && wrapped) return partialOf(wrapped);
  if (type === 'array' && item) return v.array(partialOf(item));
  // The element of a document is a field or a group: which of the two, a correction need not show.
  if (type === 'lazy' && getter) return either(getter({ key: 'diagnoses' }), getter({}));
  if (type !== 'strict_object' || !entries || 'from' in entries) return schema;
  return v.strictObject(partialEntries(entries));
}

function either(one: v.GenericSchema, other: v.GenericSchema): v.GenericSchema {
  const entries = { ...look(one).entries, ...look(other).entries };
  return v.strictObject(partialEntries(entries));
}

function partialEntries(entries: Record<string, v.GenericSchema>): Record<string, v.GenericSchema> {
  return Object.fromEntries(
    Object.entries(entries).map(([name, entry]) => [
      name,
      NEEDED.includes(name) && look(entry).type !== 'strict_object' ? entry : v.optional(partialOf(entry)),
    ]),
  );
}
