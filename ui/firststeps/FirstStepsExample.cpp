// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "firststeps/FirstSteps.h"
#include "firststeps/ProofPane.h"
#include "firststeps/ProviderChoice.h"

#include <QComboBox>
#include <QLineEdit>
#include <QSignalBlocker>

namespace gatehouse::ui {

void FirstSteps::showExample()
{
    client::LocalServer ollama;
    ollama.kinds = {QStringLiteral("ollama")};
    ollama.baseUrl = QStringLiteral("http://127.0.0.1:11434");
    ollama.models = {QStringLiteral("qwen3:8b"), QStringLiteral("gpt-oss:20b"),
                     QStringLiteral("gemma3:12b")};
    m_found = {ollama};
    m_choice->setFound(m_found);
    m_choice->choose(QStringLiteral("openai"));
    const bool known = !isSandbox(); // the catalogue has come
    m_rest.stop();
    if (known) {
        const QSignalBlocker quiet(m_key);
        m_key->setText(QStringLiteral("sk-proj-1234567890123457fQk"));
        m_keyGood = true;
        m_model->clear();
        m_model->addItem(QStringLiteral("openai/gpt-6-luna"));
        showKeyGood(42);
    }
    m_answered = true;
    m_proof->begin(m_choice->chosen().name);
    const QString said = QStringLiteral(
        "Hello! Lovely to meet you.\n¡Hola! Encantado de conocerte.\nこんにちは。はじめまして");
    client::ChatFigures figures;
    figures.firstTokenMs = 312;
    figures.tokensPerSecond = 142;
    figures.usageKnown = true;
    figures.inputTokens = 14;
    figures.outputTokens = 27;
    figures.costUsd = QStringLiteral("0.000015");
    figures.overheadMs = 0.3;
    figures.requestId = QStringLiteral("01JDF8R4KX0000000000000000");
    m_proof->setFigures(figures);
    m_proof->setText(said, true);
    m_proof->setAccess({QStringLiteral("http://127.0.0.1:8480/v1"),
                        QStringLiteral("gh_8sKx2wQvT4mYd0aLr6Zp"), tr("My first app"),
                        m_model->currentText(), m_prompt->text()});
    refreshSteps();
}

} // namespace gatehouse::ui
