// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/Catalogue.h"

#include "ai/CatalogueData.h"
#include "base/Text.h"

#include <charconv>

namespace gatehouse::ai {

namespace {

constexpr std::pair<std::string_view, Wire> kWires[]{
    {"openai", Wire::OpenAi}, {"anthropic", Wire::Anthropic}, {"gemini", Wire::Gemini},
    {"vertex", Wire::Vertex}, {"bedrock", Wire::Bedrock},     {"azure_openai", Wire::AzureOpenAi},
    {"cohere", Wire::Cohere}, {"ollama", Wire::Ollama},       {"sandbox", Wire::Sandbox},
    {"other", Wire::Other},
};

constexpr std::pair<std::string_view, ModelKind> kKinds[]{
    {"chat", ModelKind::Chat},        {"embedding", ModelKind::Embedding},
    {"image", ModelKind::Image},      {"audio_stt", ModelKind::Transcription},
    {"audio_tts", ModelKind::Speech}, {"moderation", ModelKind::Moderation},
    {"rerank", ModelKind::Rerank},
};

/// The rows of one file; cells are found by the name of their column.
class Table
{
public:
    Table(std::string_view name, std::string_view text)
        : m_name(name)
    {
        int number = 0;
        for (const auto raw : text::split(text, '\n')) {
            ++number;
            auto line = raw;
            if (line.ends_with('\r'))
                line.remove_suffix(1);
            if (line.empty() || line.front() == '#')
                continue;
            if (m_columns.empty())
                m_columns = text::split(line, '\t');
            else
                m_rows.push_back({number, text::split(line, '\t')});
        }
    }

    /// Calls `each` a row; stops at the first row that it finds wrong.
    template <typename Each>
    Result<void> forEach(Each&& each)
    {
        for (const auto& row : m_rows) {
            m_row = &row;
            if (row.cells.size() != m_columns.size())
                return wrong("number of cells");
            each();
            if (!m_wrong.empty())
                return wrong(m_wrong);
        }
        return {};
    }

    [[nodiscard]] std::string_view text(std::string_view column) const
    {
        for (std::size_t i = 0; i < m_columns.size(); ++i) {
            if (m_columns[i] == column)
                return m_row->cells[i];
        }
        return {};
    }
    [[nodiscard]] std::string string(std::string_view column) const
    {
        return std::string(text(column));
    }
    [[nodiscard]] std::optional<std::int64_t> number(std::string_view column)
    {
        const auto cell = text(column);
        if (cell.empty())
            return std::nullopt;
        std::int64_t value = 0;
        const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
        if (error != std::errc{} || end != cell.data() + cell.size() || value < 0)
            m_wrong = column;
        return value;
    }
    [[nodiscard]] Rates rates()
    {
        return {.input = number("input"),
                .output = number("output"),
                .cachedInput = number("cached_input"),
                .cacheWrite = number("cache_write")};
    }
    /// `HH:MM` as minutes, -1 when empty.
    [[nodiscard]] std::int32_t minutes(std::string_view column)
    {
        const auto cell = text(column);
        if (cell.empty())
            return -1;
        if (cell.size() != 5 || cell[2] != ':') {
            m_wrong = column;
            return -1;
        }
        return ((cell[0] - '0') * 10 + cell[1] - '0') * 60 + (cell[3] - '0') * 10 + cell[4] - '0';
    }
    /// `YYYY-MM-DD`, the epoch when empty.
    [[nodiscard]] Timestamp day(std::string_view column)
    {
        const auto cell = text(column);
        if (cell.empty())
            return {};
        int year = 0;
        unsigned month = 0;
        unsigned date = 0;
        if (cell.size() == 10) {
            std::from_chars(cell.data(), cell.data() + 4, year);
            std::from_chars(cell.data() + 5, cell.data() + 7, month);
            std::from_chars(cell.data() + 8, cell.data() + 10, date);
        }
        const std::chrono::year_month_day day{std::chrono::year(year), std::chrono::month(month),
                                              std::chrono::day(date)};
        if (!day.ok())
            m_wrong = column;
        return Timestamp(std::chrono::sys_days(day).time_since_epoch());
    }
    void setWrong(std::string what) { m_wrong = std::move(what); }

private:
    struct Row
    {
        int number;
        std::vector<std::string_view> cells;
    };

    [[nodiscard]] std::unexpected<Error> wrong(std::string_view what) const
    {
        return fail(ErrorCode::Invalid, "wrong " + std::string(what),
                    std::string(m_name) + ":" + std::to_string(m_row->number));
    }

    std::string_view m_name;
    std::vector<std::string_view> m_columns;
    std::vector<Row> m_rows;
    const Row* m_row = nullptr;
    std::string m_wrong;
};

std::string joined(std::string_view provider, std::string_view model)
{
    std::string key(provider);
    key += '/';
    key += model;
    return key;
}

std::vector<std::string> placeholders(std::string_view url)
{
    std::vector<std::string> names;
    for (auto open = url.find('{'); open != std::string_view::npos;
         open = url.find('{', open + 1)) {
        const auto close = url.find('}', open);
        if (close == std::string_view::npos)
            break;
        names.emplace_back(url.substr(open + 1, close - open - 1));
    }
    return names;
}

} // namespace

std::string_view toWord(Wire wire)
{
    for (const auto& [word, value] : kWires) {
        if (value == wire)
            return word;
    }
    return "other";
}

bool fromWord(std::string_view word, Wire& wire)
{
    for (const auto& [known, value] : kWires) {
        if (known == word) {
            wire = value;
            return true;
        }
    }
    return false;
}

std::string_view usualAuth(Wire wire)
{
    switch (wire) {
    case Wire::Anthropic:
        return "header:x-api-key";
    case Wire::Gemini:
        return "header:x-goog-api-key";
    case Wire::AzureOpenAi:
        return "header:api-key";
    case Wire::Bedrock:
        return "sigv4";
    case Wire::Ollama:
        return "none";
    default:
        return "bearer";
    }
}

std::string_view usualModelsPath(Wire wire)
{
    switch (wire) {
    case Wire::Ollama:
        return "/api/tags";
    case Wire::AzureOpenAi:
        return "/openai/models?api-version=2024-10-21";
    case Wire::Bedrock:
        return "/foundation-models";
    case Wire::Vertex:
        return {};
    default:
        return "/models";
    }
}

bool fromWord(std::string_view word, ModelKind& kind)
{
    for (const auto& [known, value] : kKinds) {
        if (known == word) {
            kind = value;
            return true;
        }
    }
    return false;
}

std::string_view toWord(ModelKind kind)
{
    for (const auto& [word, value] : kKinds) {
        if (value == kind)
            return word;
    }
    return "chat";
}

bool CatalogueProvider::local() const
{
    return baseUrl.starts_with("http://127.0.0.1") || baseUrl.starts_with("http://localhost") ||
           wire == Wire::Sandbox;
}

Result<std::shared_ptr<const Catalogue>> Catalogue::parse(const CatalogueText& text)
{
    auto catalogue = std::make_shared<Catalogue>();
    Table providers("providers.tsv", text.providers);
    auto read = providers.forEach([&] {
        CatalogueProvider provider;
        provider.id = providers.string("id");
        provider.name = providers.string("name");
        provider.wireWord = providers.string("wire");
        if (!fromWord(provider.wireWord, provider.wire))
            providers.setWrong("wire");
        provider.baseUrl = providers.string("base_url");
        provider.auth = providers.string("auth");
        provider.chatPath = providers.string("chat_path");
        provider.embeddingsPath = providers.string("embeddings_path");
        provider.modelsPath = providers.string("models_path");
        provider.notes = providers.string("note");
        provider.settings = placeholders(provider.baseUrl);
        if (!catalogue->m_providerIndex.emplace(provider.id, catalogue->m_providers.size()).second)
            providers.setWrong("id, it stands twice");
        catalogue->m_providers.push_back(std::move(provider));
    });
    if (!read)
        return std::unexpected(read.error());

    Table models("models.tsv", text.models);
    read = models.forEach([&] {
        CatalogueModel model;
        model.provider = models.string("provider");
        model.id = models.string("id");
        model.name = models.string("name");
        if (!fromWord(models.text("kind"), model.kind))
            models.setWrong("kind");
        model.context = models.number("context").value_or(0);
        model.maxOutput = models.number("max_output").value_or(0);
        model.price.list = models.rates();
        for (const auto feature : text::split(models.text("features"), ',')) {
            model.vision |= feature == "vision";
            model.tools |= feature == "tools";
            model.jsonSchema |= feature == "json_schema";
            model.reasoning |= feature == "reasoning";
            model.streaming |= feature == "streaming";
        }
        model.deprecated = models.text("deprecated") == "1";
        model.released = models.string("released");
        const auto owner = catalogue->m_providerIndex.find(model.provider);
        if (owner == catalogue->m_providerIndex.end())
            models.setWrong("provider, there is none of that id");
        else
            ++catalogue->m_providers[owner->second].models;
        if (!catalogue->m_modelIndex
                 .emplace(joined(model.provider, model.id), catalogue->m_models.size())
                 .second)
            models.setWrong("id, it stands twice");
        catalogue->m_models.push_back(std::move(model));
    });
    if (!read)
        return std::unexpected(read.error());

    // Prices of models that are not listed are kept out: nothing could use them.
    const auto priceOf = [&](Table& table) -> PriceTable* {
        const auto it =
            catalogue->m_modelIndex.find(joined(table.text("provider"), table.text("model")));
        return it == catalogue->m_modelIndex.end() ? nullptr
                                                   : &catalogue->m_models[it->second].price;
    };
    Table tiers("price_tiers.tsv", text.tiers);
    read = tiers.forEach([&] {
        const PriceTier tier{tiers.number("above_input_tokens").value_or(0), tiers.rates()};
        if (auto* price = priceOf(tiers))
            price->tiers.push_back(tier);
    });
    if (!read)
        return std::unexpected(read.error());
    for (auto& model : catalogue->m_models)
        std::ranges::sort(model.price.tiers, {}, &PriceTier::threshold);

    Table windows("price_windows.tsv", text.windows);
    read = windows.forEach([&] {
        const PriceWindow window{windows.day("from"), windows.minutes("start"),
                                 windows.minutes("end"), windows.rates()};
        if (auto* price = priceOf(windows))
            price->windows.push_back(window);
    });
    if (!read)
        return std::unexpected(read.error());

    Table units("unit_prices.tsv", text.units);
    read = units.forEach([&] {
        const NamedPrice unit{units.string("unit"), NanoUsd{units.number("price").value_or(0)}};
        if (units.text("model") == "*") {
            for (auto& model : catalogue->m_models) {
                if (model.provider == units.text("provider"))
                    model.price.setUnit(unit);
            }
        } else if (auto* price = priceOf(units)) {
            price->setUnit(unit);
        }
    });
    if (!read)
        return std::unexpected(read.error());
    constexpr std::string_view kDay = "# data ";
    if (text.models.starts_with(kDay))
        catalogue->m_day = text.models.substr(kDay.size(), 10);
    return catalogue;
}

std::shared_ptr<const Catalogue> Catalogue::builtIn()
{
    auto catalogue = parse({.providers = catalogue_data::providers,
                            .models = catalogue_data::models,
                            .tiers = catalogue_data::priceTiers,
                            .windows = catalogue_data::priceWindows,
                            .units = catalogue_data::unitPrices});
    // What is compiled in was checked by a test; an empty catalogue keeps a broken build usable.
    return catalogue ? *catalogue : std::make_shared<const Catalogue>();
}

const CatalogueProvider* Catalogue::provider(std::string_view id) const
{
    const auto it = m_providerIndex.find(std::string(id));
    return it == m_providerIndex.end() ? nullptr : &m_providers[it->second];
}

const CatalogueModel* Catalogue::model(std::string_view provider, std::string_view id) const
{
    const auto it = m_modelIndex.find(joined(provider, id));
    return it == m_modelIndex.end() ? nullptr : &m_models[it->second];
}

} // namespace gatehouse::ai
