/**
 * Sends one change to many subscribers, and executes it once. The path of a change to
 * 10,000 sockets: <pre>
 * change feed ── Live: next snapshot
 *                  │  once for each channel
 *               Channel            subscriptions with the same topic and selection
 *                  │  one task for each event loop that has subscribers
 *               SubscriberGroup    the channel's subscribers on one event loop
 *                  │  in a loop, without locks
 *               Subscriber         asks its StepCursor for the step after its position
 *                  │
 *                  ├─ the first one:  Channel.payload(step) → the engine executes the
 *                  │                  step → JSON is encoded once and kept
 *                  └─ all others:     the same bytes
 *                  │
 *               Receiver           writes the bytes to its socket or event stream
 * </pre>
 *
 * <p>
 * A resolver returns {@link dev.plenum.platform.broadcast.Broadcast} with a topic,
 * snapshots and a {@link dev.plenum.platform.broadcast.StepCursor}. A transport passes
 * each operation to {@link dev.plenum.platform.broadcast.Channels} with a
 * {@link dev.plenum.platform.broadcast.Receiver}. The first operation of a channel
 * executes the steps of all. A selection can be shared if its result does not depend on
 * the caller ({@link dev.plenum.platform.broadcast.Selection}).
 *
 * <p>
 * A slow client costs no memory: if its receiver has no room, only its cursor is kept,
 * and sending continues from there through
 * {@link dev.plenum.platform.broadcast.Delivery#resume()}.
 */
@NullMarked
package dev.plenum.platform.broadcast;

import org.jspecify.annotations.NullMarked;
