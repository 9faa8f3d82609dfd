/**
 * A person exports or deletes the data that is stored about them. A feature that stores
 * personal data implements {@link dev.plenum.mydata.PersonalData}.
 */
@NullMarked
package dev.plenum.mydata;

import org.jspecify.annotations.NullMarked;
