import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

/** A certificate and its key, both PEM. `fingerprint256` as node writes it: upper-case hex with colons. */
export interface Identity {
  name: string;
  certificate: string;
  key: string;
  fingerprint256: string;
}

interface Order {
  name: string;
  /** Self-signed without one. */
  issuer?: Identity;
  ca?: boolean;
}

/** An X.509 v3 certificate on P-256 for localhost and 127.0.0.1, valid from yesterday for two years. */
export function makeIdentity({ name, issuer, ca = false }: Order): Identity {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const signer = issuer ? issuer.key : privateKey;
  const body = toBeSigned(name, issuer?.name ?? name, publicKey, ca);
  const signature = sign('sha256', body, signer);
  const der = seq(body, ECDSA_SHA256, tlv(0x03, Buffer.concat([Buffer.from([0]), signature])));
  return {
    name,
    certificate: pem(der),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    fingerprint256: fingerprint(der),
  };
}

function toBeSigned(subject: string, issuer: string, publicKey: KeyObject, ca: boolean): Buffer {
  const day = 86_400_000;
  const serial = randomBytes(16);
  serial[0] = 0x40;
  return seq(
    tlv(0xa0, integer(Buffer.from([2]))),
    integer(serial),
    ECDSA_SHA256,
    distinguishedName(issuer),
    seq(utcTime(Date.now() - day), utcTime(Date.now() + 730 * day)),
    distinguishedName(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    tlv(0xa3, seq(...extensions(ca))),
  );
}

function extensions(ca: boolean): Buffer[] {
  const constraints = ca ? seq(tlv(0x01, Buffer.from([0xff]))) : seq();
  // Bits of keyUsage: keyCertSign and cRLSign for an authority, digitalSignature for a server.
  const usage = tlv(0x03, ca ? Buffer.from([1, 0x06]) : Buffer.from([7, 0x80]));
  const names = seq(tlv(0x82, Buffer.from('localhost')), tlv(0x87, Buffer.from([127, 0, 0, 1])));
  return [
    extension('551d13', constraints, true),
    extension('551d0f', usage, true),
    ...(ca ? [] : [extension('551d11', names, false)]),
  ];
}

function extension(oidHex: string, value: Buffer, critical: boolean): Buffer {
  const flag = critical ? [tlv(0x01, Buffer.from([0xff]))] : [];
  return seq(oid(oidHex), ...flag, tlv(0x04, value));
}

function tlv(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}
const seq = (...parts: Buffer[]) => tlv(0x30, Buffer.concat(parts));
const oid = (hex: string) => tlv(0x06, Buffer.from(hex, 'hex'));
const integer = (bytes: Buffer) => tlv(0x02, bytes);
const ECDSA_SHA256 = seq(oid('2a8648ce3d040302'));

function distinguishedName(commonName: string): Buffer {
  return seq(tlv(0x31, seq(oid('550403'), tlv(0x0c, Buffer.from(commonName)))));
}

function utcTime(ms: number): Buffer {
  const digits = new Date(ms).toISOString().replace(/\D/g, '').slice(2, 14);
  return tlv(0x17, Buffer.from(`${digits}Z`));
}

function pem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

function fingerprint(der: Buffer): string {
  const hex = createHash('sha256').update(der).digest('hex').toUpperCase();
  return (hex.match(/../g) ?? []).join(':');
}
