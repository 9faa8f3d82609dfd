/**
 * Serves the web applications: their pages, the files that these consist of, and the
 * operations of GraphQL that they send.
 */
@NullMarked
package dev.plenum.web;

import org.jspecify.annotations.NullMarked;
