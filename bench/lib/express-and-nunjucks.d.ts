/** The part of these packages that the bench uses; they carry no types. */
declare module 'express' {
  interface Express {
    set(setting: string, value: unknown): this;
    render(
      name: string,
      locals: object,
      done: (error: Error | null, html: string | undefined) => void,
    ): void;
  }
  export default function express(): Express;
}

declare module 'nunjucks' {
  interface Environment {
    express(app: object): this;
    addFilter(name: string, filter: (value: never, ...more: never[]) => unknown): this;
    addGlobal(name: string, value: unknown): this;
  }
  interface Settings {
    readonly autoescape: boolean;
    readonly noCache: boolean;
    readonly watch: boolean;
  }
  const nunjucks: {
    readonly FileSystemLoader: new (folders: readonly string[], settings: object) => object;
    readonly Environment: new (loader: object, settings: object) => Environment;
    readonly runtime: { readonly SafeString: new (text: string) => object };
    configure(folders: readonly string[], settings: Settings): Environment;
  };
  export default nunjucks;
}
