/* global Chart */
/**
 * Draws a chart above each table that asks for one. The table is the original: everything drawn is read from it, and it stays.
 * Without this script, or in forced colours, nothing is missing but the drawing.
 */
(() => {
  "use strict";
  if (typeof Chart === "undefined") return;

  const drawn = [];
  const narrow = () => window.matchMedia("(max-width: 640px)").matches;
  const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  /** Writes each figure beside its bar or dot, so that no legend and no pointer is needed. */
  const directLabels = {
    id: "directLabels",
    afterDatasetsDraw(chart) {
      const { ctx } = chart;
      const across = chart.options.indexAxis === "y";
      ctx.save();
      ctx.fillStyle = token("--ink");
      ctx.font = `14px ${Chart.defaults.font.family}`;
      ctx.textBaseline = across ? "middle" : "bottom";
      ctx.textAlign = across ? "left" : "center";
      chart.getDatasetMeta(0).data.forEach((mark, at) => {
        const text = chart.data.datasets[0].texts[at];
        ctx.fillText(text, mark.x + (across ? 6 : 0), mark.y - (across ? 0 : 10));
      });
      ctx.restore();
    },
  };

  /** A dashed upright where the questionnaire changed, and under the dots of earlier reports a word that says so. */
  const breaksAndOrigins = {
    id: "breaksAndOrigins",
    afterDatasetsDraw(chart) {
      const { ctx, chartArea } = chart;
      const { rows } = chart.data.datasets[0];
      const marks = chart.getDatasetMeta(0).data;
      ctx.save();
      ctx.font = `12px ${Chart.defaults.font.family}`;
      ctx.textAlign = "center";
      rows.forEach(({ broken, elsewhere }, at) => {
        if (elsewhere) {
          ctx.fillStyle = token("--ink-soft");
          ctx.textBaseline = "top";
          ctx.fillText("terdahulu", marks[at].x, marks[at].y + 10);
        }
        if (!broken) return;
        const x = (marks[at - 1].x + marks[at].x) / 2;
        ctx.strokeStyle = token("--line-control");
        ctx.setLineDash([4, 4]);
        ctx.beginPath();
        ctx.moveTo(x, chartArea.top - 8);
        ctx.lineTo(x, chartArea.bottom);
        ctx.stroke();
        ctx.setLineDash([]);
        ctx.fillStyle = token("--ink-soft");
        ctx.textBaseline = "bottom";
        ctx.fillText("kuesioner lain", x, chartArea.top - 10);
      });
      ctx.restore();
    },
  };

  const rowsOf = (figure) =>
    [...figure.querySelectorAll("tbody tr[data-value]")].map((row) => ({
      label: row.querySelector("th").firstChild.textContent.trim(),
      value: Number(row.dataset.value),
      text: row.dataset.value.replace(".", ","),
      weak: row.classList.contains("weak"),
      elsewhere: row.classList.contains("elsewhere"),
      broken: row.previousElementSibling?.classList.contains("broken") ?? false,
    }));

  const wrapped = (label, most) =>
    label.split(" ").reduce((lines, word) => {
      const last = lines[lines.length - 1];
      if (last !== undefined && `${last} ${word}`.length <= most) lines[lines.length - 1] = `${last} ${word}`;
      else lines.push(word);
      return lines;
    }, []);

  /** "Triwulan IV 2026" → "TW IV" over "2026", so that eight of them fit side by side. */
  const shortPeriod = (label) => {
    const words = label
      .replace(/^Triwulan/, "TW")
      .replace(/^Semester/, "Sem.")
      .replace(/^Tahun /, "")
      .split(" ");
    const year = words.pop();
    return [words.map((word) => word.slice(0, 4)).join(" "), year].filter(Boolean);
  };

  const common = () => ({
    animation: false,
    responsive: true,
    maintainAspectRatio: false,
    events: [],
    plugins: { legend: { display: false }, tooltip: { enabled: false }, title: { display: false } },
  });

  /** Bars from the bottom of the scale; the lowest one is what we talk about, the rest is context. */
  const bars = (figure, rows) => {
    const min = Number(figure.dataset.min);
    return {
      axis: figure.dataset.axis,
      height: rows.length * (narrow() ? 40 : 38) + 32,
      config: {
        type: "bar",
        data: {
          labels: rows.map(({ label }) => (narrow() ? label.split(" ")[0] : wrapped(label, 26))),
          datasets: [
            {
              data: rows.map(({ value }) => value),
              texts: rows.map(({ text }) => text),
              base: min,
              backgroundColor: rows.map(({ value }) => token(value === rows[0].value ? "--chart-1" : "--chart-context")),
              barThickness: 12,
              borderRadius: 2,
            },
          ],
        },
        options: {
          ...common(),
          indexAxis: "y",
          layout: { padding: { right: 52 } },
          scales: {
            x: {
              min,
              max: Number(figure.dataset.max),
              ticks: { stepSize: 1, color: token("--ink-soft") },
              grid: { color: token("--chart-grid") },
              border: { display: false },
            },
            y: {
              grid: { display: false },
              border: { color: token("--line-control") },
              ticks: { color: token("--ink"), autoSkip: false },
            },
          },
        },
        plugins: [directLabels],
      },
    };
  };

  /**
   * Dots joined by a thin line, which is broken where the questionnaire changed; hollow where few people answered, a hollow
   * diamond where the figure is an earlier report's. The axis says where it begins.
   */
  const line = (figure, rows) => {
    const [low, high] = [Math.min(...rows.map(({ value }) => value)), Math.max(...rows.map(({ value }) => value))];
    const min = Math.max(Number(figure.dataset.min), Math.floor((low - 4) / 5) * 5);
    const max = Math.min(Number(figure.dataset.max), Math.ceil((high + 4) / 5) * 5);
    return {
      axis: min > Number(figure.dataset.min) ? `${figure.dataset.axis}; sumbu mulai dari ${min}` : figure.dataset.axis,
      height: 240,
      config: {
        type: "line",
        data: {
          labels: rows.map(({ label }) => shortPeriod(label)),
          datasets: [
            {
              data: rows.map(({ value }) => value),
              texts: rows.map(({ text }) => text),
              rows,
              borderColor: token("--chart-1"),
              borderWidth: 1.5,
              segment: { borderColor: ({ p1DataIndex }) => (rows[p1DataIndex].broken ? "transparent" : undefined) },
              pointStyle: rows.map(({ elsewhere }) => (elsewhere ? "rectRot" : "circle")),
              pointRadius: rows.map(({ elsewhere }) => (elsewhere ? 7 : 5)),
              pointBorderWidth: 2,
              pointBorderColor: token("--chart-1"),
              pointBackgroundColor: rows.map(({ weak, elsewhere }) => token(weak || elsewhere ? "--bg" : "--chart-1")),
            },
          ],
        },
        options: {
          ...common(),
          layout: { padding: { top: rows.some(({ broken }) => broken) ? 40 : 24, left: 8, right: 8 } },
          scales: {
            y: {
              min,
              max,
              ticks: { stepSize: 5, color: token("--ink-soft") },
              grid: { color: token("--chart-grid") },
              border: { display: false },
            },
            x: {
              // Half a step of room at both ends, so that the first figure does not lie on the numbers of the upright axis.
              offset: true,
              grid: { display: false },
              border: { color: token("--line-control") },
              ticks: { color: token("--ink"), maxRotation: 0, autoSkip: narrow() },
            },
          },
        },
        plugins: [directLabels, breaksAndOrigins],
      },
    };
  };

  const draw = (figure) => {
    const rows = rowsOf(figure);
    const table = figure.querySelector("table");
    if (rows.length === 0 || !table) return;
    const { axis, height, config } = figure.dataset.chart === "line" ? line(figure, rows) : bars(figure, rows);
    const frame = document.createElement("div");
    frame.className = "chart";
    frame.style.height = `${height}px`;
    const words = document.createElement("p");
    words.className = "chart-axis";
    words.textContent = axis;
    const canvas = document.createElement("canvas");
    canvas.setAttribute("role", "img");
    canvas.setAttribute(
      "aria-label",
      `${figure.querySelector(".figures-message").textContent}. ${figure.querySelector(".figures-measure").textContent}.`,
    );
    canvas.setAttribute("aria-describedby", table.id);
    frame.append(canvas);
    table.before(words, frame);
    drawn.push({ words, frame, chart: new Chart(canvas, config) });
  };

  const drawAll = () => {
    for (const { words, frame, chart } of drawn.splice(0)) {
      chart.destroy();
      words.remove();
      frame.remove();
    }
    Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
    Chart.defaults.font.size = 14;
    document.querySelectorAll("figure[data-chart]").forEach(draw);
  };

  drawAll();
  for (const question of ["(prefers-color-scheme: dark)", "(prefers-contrast: more)", "(max-width: 640px)"]) {
    window.matchMedia(question).addEventListener("change", drawAll);
  }
})();
