/**
 * What stands on the wire, whatever the format: an element of XML, a cell of a row, a line of a request file.
 * `null` text: the element holds something that is no text of ours.
 */
export type WireNode = WireField | WireGroup;
export interface WireField {
  code: string;
  text: string | null;
}
export interface WireGroup {
  code: string;
  nodes: WireNode[];
}

/** Where a node stands: its place in the record's list, for a group's field followed by the place in the entry's. */
export type NodePath = readonly number[];

export const isWireGroup = (node: WireNode): node is WireGroup => 'nodes' in node;
