/** `malformed`: no XML. `forbidden`: a DTD, an entity, a processing instruction. `tooDeep`: or too many elements. */
export type MarkupFault = 'malformed' | 'forbidden' | 'tooDeep';

/** What is wrong with a text as XML, and where in it; whoever knows the file makes a `FileError` of it. */
export class Markup extends Error {
  readonly fault: MarkupFault;
  readonly index: number;

  constructor(fault: MarkupFault, index: number) {
    super(fault);
    this.fault = fault;
    this.index = index;
  }
}
