#pragma once

#include <string>
#include <string_view>

namespace percuta::cli {

// The answer goes to stdout, everything else to stderr.

/// Columns of the terminal behind stdout, within 80 to 120; 100 when there is none.
int page_width();

/// stdout is a terminal that wants colour: NO_COLOR is not set and TERM is not "dumb".
bool wants_colour();

/// Prints to stdout. Throws file_error when it cannot be written, e.g. because the disk is full.
void answer(std::string_view text);

/// Shows how far the work is on the last line of the terminal behind stderr, in place of what stood
/// there; "" clears it. Nothing where stderr is no terminal.
void progress(std::string_view text);

/// Prints a line to stderr.
void message(std::string_view text);

}  // namespace percuta::cli
