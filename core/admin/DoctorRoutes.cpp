// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "admin/Context.h"
#include "admin/Respond.h"
#include "http/ServerExchange.h"
#include "services/OpenedLogs.h"

namespace gatehouse::admin {

namespace {

using services::Doctor;
using services::QuestionThread;

/// Makes a question on the control thread, asks it on `thread`, and answers; nobody goes on with
/// it once the client is gone.
http::Task<void> answerQuestion(Context& context, QuestionThread& thread,
                                std::function<services::Outcome<Doctor::Question>()> make,
                                http::ServerExchange& exchange)
{
    auto question = std::make_shared<Doctor::Question>();
    // Named, like everything that a co_await is given here: g++ 12.
    const std::function<Reply()> prepare = [question, make = std::move(make)]() {
        auto made = make();
        if (!made)
            return refused(made.error());
        *question = std::move(*made);
        return Reply{};
    };
    Reply reply = co_await context.onControl(prepare);
    if (!*question) {
        co_await respond(exchange, std::move(reply));
        co_return;
    }
    const auto stop = std::make_shared<std::stop_source>();
    exchange.onGone([stop]() { stop->request_stop(); });
    const std::function<void(QuestionThread::Done)> ask = [&thread, question,
                                                           stop](QuestionThread::Done done) {
        thread.ask(std::move(*question), stop->get_token(), std::move(done));
    };
    Result<std::string> told = co_await context.fromThread<Result<std::string>>(ask);
    exchange.onGone(nullptr);
    reply = told ? json(std::move(*told)) : problem(told.error());
    co_await respond(exchange, std::move(reply));
}

/// Access logs of other gateways, which come in pieces.
void addLogRoutes(RouteTable& table, Context& context)
{
    auto& logs = context.parts().doctor.logs();

    table.add({.method = "POST",
               .path = "/admin/v1/logs",
               .id = "open_log",
               .summary = "Opens an access log of another gateway, which then comes in pieces",
               .query = {{"form", "string", "combined, haproxy, envoy or json; guessed without"}},
               .answer = "Object",
               .success = 201,
               .action = [&context, &logs](const Request& request) {
                   return context.onControl(
                       [&logs, form = std::string(request.parameter("form").value_or(""))]() {
                           auto opened = logs.open(form);
                           return opened ? json(std::move(*opened), 201) : refused(opened.error());
                       });
               }});
    table.add({.method = "POST",
               .path = "/admin/v1/logs/{id}/lines",
               .id = "add_log_lines",
               .summary = "The next piece of an opened log, at most 24 MiB",
               .body = "Text",
               .answer = "Object",
               .stream = [&context, &logs](const Request& request, http::ServerExchange& exchange) {
                   return answerQuestion(
                       context, context.explanations(),
                       [&logs, id = request.values[0], text = request.body]() mutable {
                           return logs.add(id, std::move(text));
                       },
                       exchange);
               }});
    table.add({.method = "GET",
               .path = "/admin/v1/logs/{id}/report",
               .id = "log_report",
               .summary = "What an opened log tells about its refusals; it takes no more pieces",
               .answer = "Object",
               .stream = [&context, &logs](const Request& request, http::ServerExchange& exchange) {
                   return answerQuestion(
                       context, context.simulations(),
                       [&logs, id = request.values[0]]() { return logs.report(id); }, exchange);
               }});
    table.add({.method = "DELETE",
               .path = "/admin/v1/logs/{id}",
               .id = "close_log",
               .summary = "Closes an opened log",
               .success = 204,
               .action = [&context, &logs](const Request& request) {
                   return context.onControl([&logs, id = request.values[0]]() {
                       const auto done = logs.close(id);
                       return done ? noContent() : refused(done.error());
                   });
               }});
}

} // namespace

void addDoctorRoutes(RouteTable& table, Context& context)
{
    auto& doctor = context.parts().doctor;

    table.add(
        {.method = "GET",
         .path = "/admin/v1/requests/{id}/explain",
         .id = "explain_request",
         .summary = "Why a request was refused, who filled the counter, and what would help",
         .answer = "Explanation",
         .stream = [&context, &doctor](const Request& request, http::ServerExchange& exchange) {
             return answerQuestion(
                 context, context.explanations(),
                 [&doctor, id = request.values[0]]() -> services::Outcome<Doctor::Question> {
                     return doctor.explain(id);
                 },
                 exchange);
         }});
    table.add(
        {.method = "POST",
         .path = "/admin/v1/limits/simulate",
         .id = "simulate_limits",
         .summary = "Replays recorded traffic under the stored rules and under changed ones",
         .body = "SimulationWish",
         .answer = "Simulation",
         .stream = [&context, &doctor](const Request& request, http::ServerExchange& exchange) {
             return answerQuestion(
                 context, context.simulations(),
                 [&doctor, body = request.body]() { return doctor.simulate(body); }, exchange);
         }});
    addLogRoutes(table, context);
}

} // namespace gatehouse::admin
