// Tells the thread sanitizer in which order TBB runs tasks. The library itself is not instrumented,
// so that its own synchronisation is invisible and every correct loop looks like a race.
// Suppressions would have to name each body that TBB calls, and would hide its true races too;
// instead, the entry points through which the headers of TBB hand tasks over are taken here, in the
// program, and
//
//   what happened before a task was spawned     comes before     its execution;
//   what happened in all tasks of a loop        comes before     the end of the loop;
//   the last use of a task's memory             comes before     its next use.
//
// Linked into every executable of a build with PERCUTA_SANITIZE=thread (cmake/flags.cmake), and
// held to its word by seeded_race.cpp.

#include <oneapi/tbb/detail/_small_object_pool.h>
#include <oneapi/tbb/detail/_task.h>

#include <dlfcn.h>
#include <sanitizer/tsan_interface.h>

#include <cstddef>
#include <cstdio>
#include <cstdlib>

namespace {

/// The function of that (mangled) name in libtbb, behind the one defined here.
template <class Function>
Function* behind(const char* name, Function*) {
  void* found = dlsym(RTLD_NEXT, name);
  if (found == nullptr) {
    std::fprintf(stderr, "tests/tsan/tbb_order.cpp does not fit this version of TBB: no %s\n",
                 name);
    std::abort();
  }
  return reinterpret_cast<Function*>(found);
}

}  // namespace

namespace tbb::detail {

namespace {

/// Stands in for a task on its way through the library.
class ordered final : public d1::task {
public:
  explicit ordered(d1::task& inner) : inner_(inner) {}

  d1::task* execute(d1::execution_data& data) override {
    __tsan_acquire(this);
    // TBB cancels a task whose execution has thrown, so that this must outlive a throw.
    d1::task* const next = inner_.execute(data);
    delete this;
    return next;
  }
  d1::task* cancel(d1::execution_data& data) override {
    __tsan_acquire(this);
    d1::task* const next = inner_.cancel(data);
    delete this;
    return next;
  }

private:
  d1::task& inner_;
};

d1::task& sent(d1::task& inner) {
  auto* const outer = new ordered(inner);
  __tsan_release(outer);
  return *outer;
}

void* reused(void* memory) {
  __tsan_acquire(memory);
  return memory;
}

}  // namespace

namespace r1 {

void spawn(d1::task& t, d1::task_group_context& context) {
  using function = void(d1::task&, d1::task_group_context&);
  static function* const real =
      behind<function>("_ZN3tbb6detail2r15spawnERNS0_2d14taskERNS2_18task_group_contextE", nullptr);
  real(sent(t), context);
}

void spawn(d1::task& t, d1::task_group_context& context, d1::slot_id slot) {
  using function = void(d1::task&, d1::task_group_context&, d1::slot_id);
  static function* const real = behind<function>(
      "_ZN3tbb6detail2r15spawnERNS0_2d14taskERNS2_18task_group_contextEt", nullptr);
  real(sent(t), context, slot);
}

void execute_and_wait(d1::task& t, d1::task_group_context& of_task, d1::wait_context& wait,
                      d1::task_group_context& of_wait) {
  using function =
      void(d1::task&, d1::task_group_context&, d1::wait_context&, d1::task_group_context&);
  static function* const real = behind<function>(
      "_ZN3tbb6detail2r116execute_and_waitERNS0_2d14taskERNS2_18task_group_contextERNS2_12wait_"
      "contextES6_",
      nullptr);
  real(t, of_task, wait, of_wait);
  wait.reserve(0);  // touches the counter that the last task of the loop brought to zero
}

void* allocate(d1::small_object_pool*& pool, std::size_t bytes, const d1::execution_data& data) {
  using function = void*(d1::small_object_pool*&, std::size_t, const d1::execution_data&);
  static function* const real = behind<function>(
      "_ZN3tbb6detail2r18allocateERPNS0_2d117small_object_poolEmRKNS2_14execution_dataE", nullptr);
  return reused(real(pool, bytes, data));
}

void* allocate(d1::small_object_pool*& pool, std::size_t bytes) {
  using function = void*(d1::small_object_pool*&, std::size_t);
  static function* const real =
      behind<function>("_ZN3tbb6detail2r18allocateERPNS0_2d117small_object_poolEm", nullptr);
  return reused(real(pool, bytes));
}

void deallocate(d1::small_object_pool& pool, void* memory, std::size_t bytes,
                const d1::execution_data& data) {
  using function = void(d1::small_object_pool&, void*, std::size_t, const d1::execution_data&);
  static function* const real = behind<function>(
      "_ZN3tbb6detail2r110deallocateERNS0_2d117small_object_poolEPvmRKNS2_14execution_dataE",
      nullptr);
  __tsan_release(memory);
  real(pool, memory, bytes, data);
}

void deallocate(d1::small_object_pool& pool, void* memory, std::size_t bytes) {
  using function = void(d1::small_object_pool&, void*, std::size_t);
  static function* const real =
      behind<function>("_ZN3tbb6detail2r110deallocateERNS0_2d117small_object_poolEPvm", nullptr);
  __tsan_release(memory);
  real(pool, memory, bytes);
}

}  // namespace r1

}  // namespace tbb::detail
