/**
 * What is held about a person: all of it for them to read, and to have deleted. Features
 * that hold such data say so through {@link dev.plenum.mydata.PersonalData}.
 */
@NullMarked
package dev.plenum.mydata;

import org.jspecify.annotations.NullMarked;
