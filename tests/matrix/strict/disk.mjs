// What the client keeps in its database, written to disk and read again: a new process finds the keys of the one before.

import { readFileSync, writeFileSync } from "node:fs";
import { deserialize, serialize } from "node:v8";

export async function save(path) {
  const kept = [];
  for (const { name, version } of await indexedDB.databases()) {
    const database = await done(indexedDB.open(name, version));
    const stores = [];
    for (const each of database.objectStoreNames) {
      const store = database.transaction(each).objectStore(each);
      const indexes = [...store.indexNames].map((index) => {
        const { name, keyPath, unique, multiEntry } = store.index(index);
        return { name, keyPath, unique, multiEntry };
      });
      const [keys, values] = await Promise.all([done(store.getAllKeys()), done(store.getAll())]);
      stores.push({ name: each, keyPath: store.keyPath, autoIncrement: store.autoIncrement, indexes, keys, values });
    }
    database.close();
    kept.push({ name, version, stores });
  }
  writeFileSync(path, serialize(kept), { mode: 0o600 });
}

export async function load(path) {
  for (const { name, version, stores } of deserialize(readFileSync(path))) {
    const opening = indexedDB.open(name, version);
    opening.onupgradeneeded = () => {
      for (const { name, keyPath, autoIncrement, indexes } of stores) {
        const store = opening.result.createObjectStore(name, { keyPath, autoIncrement });
        for (const { name, keyPath, ...how } of indexes) store.createIndex(name, keyPath, how);
      }
    };
    const database = await done(opening);
    for (const { name, keyPath, keys, values } of stores) {
      const store = database.transaction(name, "readwrite").objectStore(name);
      // A store whose keys stand in its values takes none beside them.
      await Promise.all(values.map((value, place) => done(keyPath === null ? store.put(value, keys[place]) : store.put(value))));
    }
    database.close();
  }
}

function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
