package dev.plenum.seating;

import dev.plenum.programme.Session;

/**
 * The attendee has no seat and no place in line any more; the schema describes each
 * property.
 *
 * @param session the session
 * @param subject the attendee
 */
record ReleaseSeatPayload(Session session, String subject) {

}
