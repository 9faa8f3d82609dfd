/**
 * GraphQL over HTTP and server-sent events at {@code /graphql}. Spring for GraphQL
 * executes the operations; the transports are Plenum's own.
 */
@NullMarked
package dev.plenum.platform.web;

import org.jspecify.annotations.NullMarked;
