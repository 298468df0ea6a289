import type { Attachment } from '../../contract/documents.ts';
import { error, type Finding, type Rule, stated, when } from './finding.ts';

type FileType = NonNullable<Attachment['type']>;

interface Signature {
  bytes: readonly number[];
  at: number;
}

/** The first bytes of the types that have some, and where they stand. */
const SIGNATURES: Record<Exclude<FileType, 'text'>, Signature> = {
  pdf: { at: 0, bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  jpeg: { at: 0, bytes: [0xff, 0xd8, 0xff] },
  png: { at: 0, bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  /** DICM after the preamble of 128 bytes (DICOM PS3.10, 7.1). */
  dicom: { at: 128, bytes: [0x44, 0x49, 0x43, 0x4d] },
};

/** Readers take a header that begins anywhere up to here (PDF Reference 1.7, appendix H, note 13). */
const PDF_HEADER_WITHIN = 1024;

/** Files without preamble, as older devices write them: DICM itself, or a tag of group 0002 or 0008. */
const BARE_DICOM: readonly Signature[] = [
  { at: 0, bytes: SIGNATURES.dicom.bytes },
  { at: 0, bytes: [0x02, 0x00] },
  { at: 0, bytes: [0x08, 0x00] },
];

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
  return when(!isOf(type, bytes), error('attachmentType', 'content'));
}

function isOf(type: FileType, bytes: Uint8Array): boolean {
  if (type === 'text') return !Object.values(SIGNATURES).some((signature) => begins(bytes, signature));
  if (begins(bytes, SIGNATURES[type])) return true;
  if (type === 'dicom') return BARE_DICOM.some((signature) => begins(bytes, signature));
  return type === 'pdf' && hasLateHeader(bytes);
}

function hasLateHeader(bytes: Uint8Array): boolean {
  const { bytes: header } = SIGNATURES.pdf;
  for (let at = 1; at < PDF_HEADER_WITHIN; at++) if (begins(bytes, { at, bytes: header })) return true;
  return false;
}

function begins(bytes: Uint8Array, signature: Signature): boolean {
  return signature.bytes.every((byte, i) => bytes[signature.at + i] === byte);
}
