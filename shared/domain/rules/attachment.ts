import type { Attachment } from '../../contract/documents.ts';
import { error, type Finding, type Rule, stated, when } from './finding.ts';

type FileType = NonNullable<Attachment['type']>;

/** First bytes, and where they stand, of the types that have some. */
const SIGNATURES: Partial<Record<FileType, { at: number; bytes: readonly number[] }>> = {
  pdf: { at: 0, bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  jpeg: { at: 0, bytes: [0xff, 0xd8, 0xff] },
  png: { at: 0, bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  /** DICM after the preamble of 128 bytes (DICOM PS3.10, 7.1). */
  dicom: { at: 128, bytes: [0x44, 0x49, 0x43, 0x4d] },
};

/** The stated type is the content's, and the name is a name. */
export const attachment: Rule<Pick<Attachment, 'type' | 'content' | 'fileName'>> = (one) => [
  ...content(one.type, one.content),
  // A path, a drive, or what no file system keeps would write elsewhere than meant on the other side.
  ...when(
    stated(one.fileName) && /[\\/:*?"<>|\p{Cc}]|^\.{1,2}$/u.test(one.fileName),
    error('fileNameUnfit', 'fileName'),
  ),
];

function content(type: FileType | null, bytes: Uint8Array | null): readonly Finding[] {
  if (bytes === null || type === null) return [];
  if (bytes.length === 0) return [error('attachmentEmpty', 'content')];
  const known = Object.entries(SIGNATURES).find(([, signature]) => begins(bytes, signature))?.[0];
  return when(known !== (type === 'text' ? undefined : type), error('attachmentType', 'content'));
}

function begins(bytes: Uint8Array, signature: { at: number; bytes: readonly number[] }): boolean {
  return signature.bytes.every((byte, i) => bytes[signature.at + i] === byte);
}
