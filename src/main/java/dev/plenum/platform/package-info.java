/**
 * What all features share: ids, the database and its change feed, who is calling,
 * GraphQL's conventions and transports. Knows no feature.
 */
@NullMarked
@ApplicationModule(type = ApplicationModule.Type.OPEN)
package dev.plenum.platform;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
