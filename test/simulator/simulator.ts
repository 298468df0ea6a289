import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCardOffice } from './cards.ts';
import { type Identity, makeIdentity } from './certificates.ts';
import { openClock } from './clock.ts';
import { createControlServer } from './control.ts';
import { openFaultBook } from './faults.ts';
import { startHis } from './his/index.ts';
import { close, listen } from './http.ts';
import { openCallLog } from './log.ts';
import { createWebServer } from './nhi/web.ts';
import { taiwanToday } from './patients/calendar.ts';
import { asHisKnows } from './patients/patient.ts';
import { makePatients } from './patients/patients.ts';
import { INSTITUTION_CODE } from './patients/referral.ts';
import { createConsoleServer } from './reader/console.ts';
import { newConsoleState } from './reader/slots.ts';

/** Where everything listens, and the files that a client needs to trust it. */
export interface Addresses {
  console: {
    url: string;
    fingerprint256: string;
    certificateFile: string;
    /** The certificate that the console shows after `control.console({ certificate: 'changed' })`. */
    changed: { fingerprint256: string; certificateFile: string };
  };
  web: { url: string; caFile: string; wrongCaUrl: string };
  control: { url: string };
  /** Start pages of the three demo HIS, each with its own queue. */
  his: { frameset: string; postback: string; spa: string };
  institutionCode: string;
  /** Holds the files above; gone when the simulator ends. */
  directory: string;
}

export interface Simulator {
  addresses: Addresses;
  close(): Promise<void>;
}

/** Starts everything in this process. `port` is the first of four, or 0 for free ones; the HIS take free ones. */
export async function openSimulator(port: number): Promise<Simulator> {
  const directory = mkdtempSync(join(tmpdir(), 'nhi-simulator-'));
  const { identities, files } = writeCertificates(directory);
  const clock = openClock();
  const patients = makePatients(taiwanToday(clock.now()));
  const office = openCardOffice(patients);
  const [faults, log] = [openFaultBook(), openCallLog()];
  const console = { state: newConsoleState(office.sam('ours')), office, patients, now: clock.now };
  const nhi = { patients, office, faults, log, now: clock.now };

  const consoleServer = createConsoleServer(console, identities.console, faults, log);
  const showCertificate = (which: 'first' | 'changed') =>
    show(consoleServer, which === 'first' ? identities.console : identities.changed);
  const web = createWebServer(nhi, identities.web, 'web');
  const wrongCa = createWebServer(nhi, identities.wrong, 'wrongCa');
  const control = createControlServer({ console, faults, log, clock, showCertificate });

  const servers = [consoleServer, web, wrongCa, control];
  const ports: number[] = [];
  const removeFiles = () => rmSync(directory, { recursive: true, force: true });
  try {
    for (const [place, server] of servers.entries()) ports.push(await listen(server, port && port + place));
  } catch (error) {
    removeFiles();
    throw error;
  }
  const { close: closeHis, ...his } = await startHis(patients.map(asHisKnows));
  return {
    addresses: {
      console: { url: `https://localhost:${ports[0]}`, ...files.console, changed: files.changed },
      web: {
        url: `https://localhost:${ports[1]}`,
        caFile: files.ca.certificateFile,
        wrongCaUrl: `https://localhost:${ports[2]}`,
      },
      control: { url: `http://127.0.0.1:${ports[3]}` },
      his,
      institutionCode: INSTITUTION_CODE,
      directory,
    },
    close: async () => {
      await Promise.all([...servers.map(close), closeHis()]);
      removeFiles();
    },
  };
}

/** From the next connection on, the server shows this certificate; connections in use are ended. */
function show(server: Server, { certificate, key }: Identity): void {
  server.setSecureContext({ cert: certificate, key });
  server.closeAllConnections();
}

function writeCertificates(directory: string) {
  const ca = makeIdentity({ name: 'Simulated NHI CA', ca: true });
  const wrongCa = makeIdentity({ name: 'Simulated NHI CA', ca: true });
  const identities = {
    ca,
    console: makeIdentity({ name: 'localhost' }),
    changed: makeIdentity({ name: 'localhost' }),
    web: makeIdentity({ name: 'localhost', issuer: ca }),
    wrong: makeIdentity({ name: 'localhost', issuer: wrongCa }),
  };
  const write = (name: 'ca' | 'console' | 'changed') => {
    const { certificate, fingerprint256 } = identities[name];
    const certificateFile = join(directory, `${name}.pem`);
    writeFileSync(certificateFile, certificate);
    return { fingerprint256, certificateFile };
  };
  return { identities, files: { ca: write('ca'), console: write('console'), changed: write('changed') } };
}
