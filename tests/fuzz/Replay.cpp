// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Fuzz.h"

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <unistd.h>

/// Runs a fuzz target without a fuzzer, for every compiler: each file of its corpus, then files
/// that were changed at random, always the same ones. `TARGET FOLDER [CHANGES_A_FILE]`

namespace {

namespace fs = std::filesystem;

std::string current; ///< What runs now, for the report of a crash.

/// Only calls that a signal handler may make.
extern "C" void report(int signal)
{
    const auto say = [](const char* bytes, std::size_t size) {
        [[maybe_unused]] const auto written = ::write(STDERR_FILENO, bytes, size);
    };
    constexpr std::string_view kBefore = "failed with this input:\n";
    say(kBefore.data(), kBefore.size());
    say(current.data(), current.size());
    say("\n", 1);
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

std::string readFile(const fs::path& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

void run(const std::string& text)
{
    current = text;
    // Exactly as large as the text: sanitizers see a read beyond its end.
    const std::vector<std::uint8_t> bytes(text.begin(), text.end());
    LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
}

/// One small change: a byte, a border character, a piece lost or doubled, a piece of another file.
std::string changed(std::string text, const std::vector<std::string>& files,
                    std::mt19937_64& random)
{
    constexpr std::array<std::string_view, 20> kBorders{
        "\r\n", "\n",  "\r", std::string_view("\0", 1),
        " ",    ":",   ",",  "\"",
        "\\",   "{",   "}",  "[",
        "\xEF", "/..", "%",  "data: ",
        "-1",   "0",   "\t", "\r\n\r\n"};
    const auto below = [&random](std::size_t n) {
        return n == 0 ? 0 : static_cast<std::size_t>(random() % n);
    };
    for (auto changes = 1 + below(3); changes > 0; --changes) {
        const auto at = below(text.size() + 1);
        switch (below(5)) {
        case 0:
            if (at < text.size())
                text[at] = static_cast<char>(random());
            break;
        case 1:
            text.insert(at, kBorders[below(kBorders.size())]);
            break;
        case 2:
            text.erase(at, 1 + below(8));
            break;
        case 3:
            text.insert(at, text.substr(below(text.size() + 1), 1 + below(32)));
            break;
        default: {
            const auto& other = files[below(files.size())];
            text.insert(at, other.substr(below(other.size() + 1), 1 + below(64)));
            break;
        }
        }
    }
    return text;
}

} // namespace

int main(int count, char** arguments)
{
    if (count < 2)
        return 2;
    const auto changes = count > 2 ? std::strtoul(arguments[2], nullptr, 10) : 1000;
    std::vector<fs::path> paths;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(arguments[1], error)) {
        if (entry.is_regular_file())
            paths.push_back(entry.path());
    }
    std::ranges::sort(paths);
    if (paths.empty()) {
        std::cerr << arguments[1] << ": no corpus" << std::endl;
        return 2;
    }
    for (const int signal : {SIGABRT, SIGSEGV, SIGFPE, SIGILL, SIGBUS})
        std::signal(signal, report);

    std::vector<std::string> files;
    for (const auto& path : paths)
        files.push_back(readFile(path));
    for (const auto& file : files)
        run(file);
    std::mt19937_64 random(1); // The same inputs on every machine.
    for (const auto& file : files) {
        for (unsigned long i = 0; i < changes; ++i)
            run(changed(file, files, random));
    }
    std::cout << files.size() << " files, " << files.size() * (1 + changes) << " runs" << std::endl;
    return 0;
}
