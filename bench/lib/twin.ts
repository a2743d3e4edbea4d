import path from 'node:path';
import express from 'express';
import nunjucks from 'nunjucks';
import { clockTime, date, longDate, longInstant, shortDate } from '#kernel/dates.ts';
import { mark } from '#ui/brand.ts';
import { markdown } from '#ui/markdown.ts';

/** The product's pages once more, as services on GOV.UK are commonly made. */
export interface Twin {
  /** Renders a template of `bench/templates` as `res.render` does, as in production. */
  render(template: string, locals: object): Promise<string>;
}

const root = path.resolve(import.meta.dirname, '../..');

/** Express 5 with Nunjucks and the macros of govuk-frontend: templates compiled once and kept. */
export function createTwin(): Twin {
  const app = express();
  const environment = nunjucks.configure(
    [path.join(root, 'bench/templates'), path.join(root, 'node_modules/govuk-frontend/dist')],
    { autoescape: true, noCache: false, watch: false },
  );
  environment.express(app);
  environment.addGlobal('mark', mark.toString());
  app.set('view engine', 'njk');
  app.set('view cache', true);
  // What both have alike: dates in words, and Markdown by the same library.
  environment.addFilter('shortDate', shortDate);
  environment.addFilter('longDate', longDate);
  environment.addFilter('longInstant', longInstant);
  environment.addFilter('clockTime', clockTime);
  environment.addFilter(
    'says',
    (text: string | null) => !/^(?:|n.*|does not .*|unknown)$/i.test(text ?? ''),
  );
  environment.addFilter('period', (text: string) =>
    /^\d{4}-\d{2}-\d{2}$/.test(text) ? shortDate(date(text)) : text,
  );
  environment.addFilter(
    'markdown',
    (text: string) => new nunjucks.runtime.SafeString(markdown(text).toString()),
  );
  return {
    render: (template, locals) =>
      new Promise((resolve, reject) => {
        app.render(template, locals, (error, html) => {
          if (html === undefined) reject(error ?? new Error(`${template} gave nothing.`));
          else resolve(html);
        });
      }),
  };
}
