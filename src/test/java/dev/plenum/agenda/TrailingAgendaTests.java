package dev.plenum.agenda;

import dev.plenum.LiveServer;
import dev.plenum.TrailingMajority;

/**
 * Reading and changing agendas on a database whose majority lags behind the newest state.
 */
@LiveServer
@TrailingMajority
class TrailingAgendaTests extends AgendaTests {

}
