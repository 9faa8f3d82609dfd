/**
 * GraphQL over WebSocket, in the subprotocols {@code graphql-transport-ws} and
 * {@code graphql-ws}.
 */
@NullMarked
package dev.plenum.platform.web.socket;

import org.jspecify.annotations.NullMarked;
