// Runs a command once and says what it cost: wall time, processor time and the greatest resident memory.
//
//     measure OUTPUT COMMAND [ARGUMENT…]
//
// The command's standard output goes to OUTPUT (/dev/null where only the time counts); the result is one line of
// JSON on standard output. A program of its own, because the kernel counts what the parent had resident at the
// time of fork and exec towards the child: an interpreter as parent would hide small programs behind itself.

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double seconds(struct timeval t) { return (double)t.tv_sec + (double)t.tv_usec / 1e6; }

int main(int argc, char **argv) {
  if (argc < 3) {
    fprintf(stderr, "usage: measure OUTPUT COMMAND [ARGUMENT...]\n");
    return 64;
  }
  int output = open(argv[1], O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (output < 0) {
    fprintf(stderr, "measure: %s: %s\n", argv[1], strerror(errno));
    return 73;
  }

  double start = now();
  pid_t child = fork();
  if (child < 0) {
    perror("measure: fork");
    return 71;
  }
  if (child == 0) {
    dup2(output, STDOUT_FILENO);
    execvp(argv[2], argv + 2);
    fprintf(stderr, "measure: %s: %s\n", argv[2], strerror(errno));
    _exit(127);
  }
  int status = 0;
  struct rusage usage;
  while (wait4(child, &status, 0, &usage) < 0) {
    if (errno != EINTR) {
      perror("measure: wait4");
      return 71;
    }
  }
  double wall = now() - start;

#ifdef __APPLE__
  long peak = usage.ru_maxrss;
#else
  long peak = usage.ru_maxrss * 1024;
#endif
  int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  printf("{\"seconds\":%.6f,\"user\":%.6f,\"system\":%.6f,\"peak\":%ld,\"status\":%d}\n", wall,
         seconds(usage.ru_utime), seconds(usage.ru_stime), peak, code);
  return 0;
}
