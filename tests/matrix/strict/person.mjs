// A person whose client trusts signed devices only: matrix-js-sdk with Rust crypto, told what to do by lines of JSON.
//
// {"id": 1, "do": "say", "room": "!…", "text": "…"}  ->  {"id": 1, "is": "$event"} or {"id": 1, "failed": "why"}
// What the client itself has to say goes to standard error.

import "fake-indexeddb/auto";
import { createInterface } from "node:readline";

import { load, save } from "./disk.mjs";

// Standard output is for answers; the library speaks there too.
for (const how of ["log", "info", "debug", "trace", "warn"]) console[how] = console.error;

const { ClientEvent, MatrixEventEvent, RoomEvent, createClient } = await import("matrix-js-sdk");
const { AllDevicesIsolationMode, OnlySignedDevicesIsolationMode, VerificationPhase, VerificationRequestEvent, VerifierEvent } =
  await import("matrix-js-sdk/lib/crypto-api/index.js");

let account, client, isolation;
const requests = [];

const deeds = {
  async start({ url, user, password, device, signed = true }) {
    const login = await createClient({ baseUrl: url }).loginRequest({
      type: "m.login.password",
      identifier: { type: "m.id.user", user },
      password,
      ...(device ? { device_id: device } : {}),
    });
    account = { baseUrl: url, userId: login.user_id, deviceId: login.device_id, accessToken: login.access_token };
    trust(signed);
    await run();
    if (signed) {
      const auth = { type: "m.login.password", identifier: { type: "m.id.user", user }, password };
      await client.getCrypto().bootstrapCrossSigning({ authUploadDeviceSigningKeys: (upload) => upload(auth).catch(() => upload(null)) });
    }
    return account.deviceId;
  },

  // The last deed of a process; what the next one needs to go on from.
  async leave({ file }) {
    const rooms = client.getRooms().map((room) => [room.roomId, room.getLiveTimeline().getEvents().at(-1).getId()]);
    client.stopClient();
    await save(file);
    return { account, rooms, signed: isolation instanceof OnlySignedDevicesIsolationMode };
  },

  async resume({ file, account: before, rooms, signed }) {
    account = before;
    trust(signed);
    await load(file);
    await run(rooms);
  },

  async join({ room }) {
    await client.joinRoom(room);
    await until(() => client.getRoom(room)?.getMyMembership() === "join");
  },

  async say({ room, text, thread, reply, edit }) {
    const content = { msgtype: "m.text", body: text, "m.mentions": {} };
    if (thread) content["m.relates_to"] = { rel_type: "m.thread", event_id: thread, is_falling_back: true, "m.in_reply_to": { event_id: thread } };
    if (reply) content["m.relates_to"] = { "m.in_reply_to": { event_id: reply } };
    if (edit) {
      content["m.new_content"] = { msgtype: "m.text", body: text, "m.mentions": {} };
      content["m.relates_to"] = { rel_type: "m.replace", event_id: edit };
    }
    return (await client.sendEvent(room, "m.room.message", content)).event_id;
  },

  async react({ room, to, key }) {
    const relation = { rel_type: "m.annotation", event_id: to, key };
    return (await client.sendEvent(room, "m.reaction", { "m.relates_to": relation })).event_id;
  },

  async redact({ room, event }) {
    return (await client.redactEvent(room, event)).event_id;
  },

  // The first event of this sender in the room whose text fits; waits for it.
  async sees({ room, sender, pattern, type, once, seconds = 20 }) {
    const fits = (line) =>
      (!sender || line.sender === sender) &&
      (!type || line.type === type) &&
      (!once || line.once === once) &&
      (!pattern || new RegExp(pattern).test(line.body));
    const found = () => timeline(room).find(fits);
    await until(found, seconds, () =>
      timeline(room).map((line) => `\n${line.sender} ${line.wire} ${line.unreadable} ${line.body.slice(0, 80)}`),
    );
    return found();
  },

  async timeline({ room }) {
    return timeline(room);
  },

  // How far it trusts another's device, and whether it has seen an identity of them.
  async trust({ user, device }) {
    const crypto = client.getCrypto();
    await crypto.getUserDeviceInfo([user], true);
    const about = await crypto.getDeviceVerificationStatus(user, device);
    const who = await crypto.getUserVerificationStatus(user);
    return { known: about !== null, signed: about?.signedByOwner ?? false, verified: who.isCrossSigningVerified() };
  },

  // Asks the other to compare emoji in their direct chat; what there is to compare.
  async verify({ user, room }) {
    const crypto = client.getCrypto();
    await crypto.getUserDeviceInfo([user], true);
    const request = await crypto.requestVerificationDM(user, room);
    await until(() => request.phase !== VerificationPhase.Requested , 20, () => `phase ${request.phase}`, request);
    if (request.phase !== VerificationPhase.Ready) throw new Error(`phase ${request.phase} ${request.cancellationCode}`);
    const verifier = await request.startVerification("m.sas.v1");
    const shown = new Promise((show, fail) => {
      verifier.on(VerifierEvent.ShowSas, show);
      verifier.on(VerifierEvent.Cancel, (error) => fail(new Error(`cancelled: ${error?.message ?? JSON.stringify(error)}`)));
    });
    const done = verifier.verify();
    done.catch(() => {});
    const sas = verifier.getShowSasCallbacks() ?? (await shown);
    requests.push({ request, sas, done });
    return sas.sas.emoji.map(([picture]) => picture);
  },

  async confirm({ same = true }) {
    const { request, sas, done } = requests.pop();
    if (!same) {
      sas.mismatch();
      await done.catch(() => {});
      return request.phase;
    }
    await sas.confirm();
    await done;
    // What it has signed now it believes when the homeserver has told it so.
    while (!(await client.getCrypto().getUserVerificationStatus(request.otherUserId)).isCrossSigningVerified()) {
      await new Promise((resolve) => client.once(ClientEvent.Sync, resolve));
    }
    return request.phase;
  },
};

function trust(signed) {
  // Who has signed no devices could not say a word otherwise.
  isolation = signed ? new OnlySignedDevicesIsolationMode() : new AllDevicesIsolationMode(false);
}

async function run(rooms = []) {
  // A copy: the library keeps what it knows of the rooms in it.
  client = createClient({ ...account });
  await client.initRustCrypto({ cryptoDatabasePrefix: account.deviceId });
  client.getCrypto().setDeviceIsolationMode(isolation);
  await client.startClient({ initialSyncLimit: 100, threadSupport: false });
  await until(() => client.isInitialSyncComplete());
  // Ready to speak where it could before, which the library does not say by itself: in the midst of reading a room it would speak in
  // the clear, or keep the key to itself.
  const ready = ([room, last]) => client.getRoom(room)?.findEventById(last) && room in client.getCrypto().roomEncryptors;
  await until(() => rooms.every(ready));
}

function timeline(room) {
  const events = client.getRoom(room)?.getLiveTimeline().getEvents() ?? [];
  return events.map((event) => ({
    event: event.getId(),
    sender: event.getSender(),
    type: event.getType(),
    wire: event.getWireType(),
    // What an edit made of it.
    body: event.getContent().body ?? "",
    content: event.getContent(),
    unreadable: event.isDecryptionFailure() ? event.decryptionFailureReason : "",
    once: event.getOriginalContent()["de.lotse.once"] ?? "",
  }));
}

// Looks whenever something happens, and now and then because the library does not tell everything.
function until(condition, seconds = 20, describe = () => "", emitter = null) {
  return new Promise((resolve, reject) => {
    const news = [
      [client, ClientEvent.Sync],
      [client, RoomEvent.Timeline],
      [client, MatrixEventEvent.Decrypted],
      [client, MatrixEventEvent.Replaced],
      ...(emitter ? [[emitter, VerificationRequestEvent.Change]] : []),
    ];
    const clock = setTimeout(() => end(() => reject(new Error(`waited ${seconds} s in vain ${describe()}`))), seconds * 1000);
    const end = (how) => {
      clearTimeout(clock);
      clearInterval(ticking);
      for (const [who, what] of news) who.off(what, look);
      how();
    };
    const look = () => condition() && end(resolve);
    const ticking = setInterval(look, 100);
    for (const [who, what] of news) who.on(what, look);
    look();
  });
}

for await (const line of createInterface({ input: process.stdin })) {
  const { id, do: deed, ...about } = JSON.parse(line);
  // Not awaited: several things can go on at once.
  deeds[deed](about).then(
    (is) => process.stdout.write(JSON.stringify({ id, is: is ?? null }) + "\n"),
    (error) => process.stdout.write(JSON.stringify({ id, failed: String(error?.stack ?? error) }) + "\n"),
  );
}
process.exit(0);
