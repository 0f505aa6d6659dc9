// Reads calendar files as Thunderbird does, with ical.js: on stdin [{ics, until}], on stdout for each the dates before `until`.

import { readFileSync } from "node:fs";

import ICAL from "ical.js";

const MOVED_BACK = 90 * 24 * 3600 * 1000; // A later date of a series may have been moved to before an earlier one.

function dates({ ics, until }) {
  const calendar = new ICAL.Component(ICAL.parse(ics));
  // The zone is the file's own; nothing of an earlier file may help.
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents("vtimezone")) {
    ICAL.TimezoneService.register(zone);
  }
  const end = new Date(until).getTime();
  const events = calendar.getAllSubcomponents("vevent").map((component) => new ICAL.Event(component));
  const [master, ...others] = events.filter((event) => !event.isRecurrenceException());
  if (master === undefined || others.length > 0) {
    throw new Error("not one event that the others are dates of");
  }
  if (master.component.getFirstPropertyValue("status") === "CANCELLED") {
    return [];
  }
  if (!master.isRecurring()) {
    return [shown(master, master)];
  }
  const exceptions = events.filter((event) => event.isRecurrenceException());
  exceptions.forEach((event) => master.relateException(event));
  const found = [];
  const iterator = master.iterator();
  for (let planned = iterator.next(); planned; planned = iterator.next()) {
    if (planned.toJSDate().getTime() > end + MOVED_BACK) {
      break;
    }
    const occurrence = master.getOccurrenceDetails(planned);
    if (occurrence.startDate.toJSDate().getTime() < end) {
      found.push(shown(occurrence, occurrence.item));
    }
  }
  return found;
}

function shown({ startDate, endDate }, event) {
  return { start: startDate.toJSDate(), end: endDate.toJSDate(), title: event.summary, place: event.location ?? "" };
}

process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(dates)));
