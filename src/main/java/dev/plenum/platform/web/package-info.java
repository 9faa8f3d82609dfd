/**
 * The transports of {@code /graphql}: requests and responses over HTTP, subscriptions
 * over server-sent events and WebSocket. Execution is Spring for GraphQL's; what goes
 * over the wire is ours.
 */
@NullMarked
package dev.plenum.platform.web;

import org.jspecify.annotations.NullMarked;
