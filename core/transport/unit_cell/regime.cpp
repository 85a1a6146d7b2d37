#include "transport/unit_cell/regime.hpp"

namespace percuta {

bool layers_suffice(const problem&, int) {
  return false;
}

}  // namespace percuta
