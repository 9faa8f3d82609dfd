// The conference in memory, and the schema over it: the same for all servers of this directory.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { makeExecutableSchema } from '@graphql-tools/schema'

const [schemaDirectory, dataFile] = process.argv.slice(2)
const data = JSON.parse(readFileSync(dataFile, 'utf8'))

const byId = (things) => new Map(things.map((thing) => [thing.id, thing]))
const event = data.event
const rooms = byId(data.rooms)
const tracks = byId(data.tracks)
const speakers = byId(data.speakers)
const sessions = byId(data.sessions)
const nodes = new Map([[event.id, event], ...rooms, ...tracks, ...speakers, ...sessions])

event.rooms = data.rooms
event.tracks = data.tracks
for (const session of data.sessions) {
  session.event = event
  session.track = tracks.get(session.trackId) ?? null
  session.rooms = session.roomIds.map((id) => rooms.get(id))
  session.speakers = session.speakers.map(({ speakerId, role }) => ({ speaker: speakers.get(speakerId), role }))
}
const sessionsWhere = (matches) => data.sessions.filter(matches)
for (const room of data.rooms) {
  room.sessions = sessionsWhere((session) => session.rooms.includes(room))
}
for (const speaker of data.speakers) {
  speaker.sessions = sessionsWhere((session) => session.speakers.some((part) => part.speaker === speaker))
}
event.days = event.days.map((date) => ({ date, sessions: sessionsWhere((session) => session.startsAt.startsWith(date)) }))

const agendas = new Map(Object.entries(data.agendas).map(([token, items]) => ['Bearer ' + token, {
  items: items.map(({ sessionId, reasons, seat }) => {
    const session = sessions.get(sessionId)
    return { session, startsAt: session.startsAt, endsAt: session.endsAt, reasons, seat }
  })
}]))

/** What the resolvers are told of a request: its language, and the agenda of whose token it brings. */
export const context = (headers) => ({
  language: headers['accept-language'] ?? event.languages[0],
  agenda: agendas.get(headers.authorization) ?? null
})

const text = (field) => (parent, { lang }, { language }) => {
  const texts = parent[field]
  return texts && (texts[lang ?? language] ?? texts[event.languages[0]])
}

const page = (all, first) => ({
  nodes: all.slice(0, first),
  totalCount: all.length,
  pageInfo: { hasNextPage: all.length > first, hasPreviousPage: false }
})

const matching = (filter) => (session) =>
  (!filter.day || session.startsAt.startsWith(filter.day)) &&
  (!filter.kinds || filter.kinds.includes(session.kind)) &&
  (!filter.track || session.trackId === filter.track) &&
  (!filter.room || session.roomIds.includes(filter.room)) &&
  (!filter.speaker || session.speakers.some((part) => part.speaker.id === filter.speaker))

const types = { evt: 'Event', ses: 'Session', spk: 'Speaker', roo: 'Room', trk: 'Track' }

const listeners = new Set()

/** The events of one subscriber, as they come, until it has enough. */
const listen = () => {
  const waiting = []
  let wake
  const hear = (change) => {
    if (wake) {
      wake({ value: { scheduleChanged: change }, done: false })
      wake = undefined
    } else {
      waiting.push({ value: { scheduleChanged: change }, done: false })
    }
  }
  listeners.add(hear)
  return {
    [Symbol.asyncIterator]() { return this },
    next: async () => waiting.shift() ?? new Promise((resolve) => { wake = resolve }),
    return: async () => {
      listeners.delete(hear)
      wake?.({ value: undefined, done: true })
      return { value: undefined, done: true }
    }
  }
}

/** Moves the first session by five minutes, or back, and tells all who listen. */
export const change = () => {
  const session = data.sessions[0]
  const before = { startsAt: session.startsAt, endsAt: session.endsAt, rooms: session.rooms }
  const minutes = event.revision % 2 === 0 ? '05' : '00'
  session.startsAt = session.startsAt.replace(/^(.{14})../, '$1' + minutes)
  event.revision += 1
  const after = { startsAt: session.startsAt, endsAt: session.endsAt, rooms: session.rooms }
  const step = { revision: event.revision, kinds: ['MOVED_TIME'], note: 'The train is late', session, before, after }
  listeners.forEach((hear) => hear(step))
}

export const schema = makeExecutableSchema({
  typeDefs: readdirSync(schemaDirectory)
    .filter((name) => name.endsWith('.graphqls') && name !== 'released.graphqls').sort()
    .map((name) => readFileSync(join(schemaDirectory, name), 'utf8')),
  resolvers: {
    Query: {
      event: (_, { id, slug }) => (id === event.id || slug === event.slug) ? event : null,
      node: (_, { id }) => nodes.get(id) ?? null
    },
    Subscription: { scheduleChanged: { subscribe: listen } },
    Node: { __resolveType: ({ id }) => types[id.slice(0, 3)] },
    AgendaItem: { __resolveType: () => 'AgendaSession' },
    Event: {
      name: text('name'),
      theme: text('theme'),
      sessions: (_, { first, filter }) => page(filter ? sessionsWhere(matching(filter)) : data.sessions, first),
      speakers: (_, { first }) => page(data.speakers, first),
      myAgenda: (_, args, { agenda }) => agenda
    },
    Session: { title: text('title'), abstract: text('abstract') },
    Speaker: { bio: text('bio') },
    Track: { name: text('name') }
  }
})
