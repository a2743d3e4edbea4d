/** The part of govuk-frontend that the pages use; the package itself carries no types. */
declare module 'govuk-frontend' {
  interface Component {
    readonly moduleName: string;
    new (root: Element): object;
  }
  export const Button: Component;
  export const Checkboxes: Component;
  export const ErrorSummary: Component;
  export const NotificationBanner: Component;
  export class Radios {
    static readonly moduleName: string;
    constructor(root: Element);
    syncConditionalRevealWithInputState(input: HTMLInputElement): void;
  }
  export const ServiceNavigation: Component;
  export const SkipLink: Component;
  /** Starts a component on every element of the scope that asks for it by `data-module`. */
  export function createAll(component: Component, config?: object, scope?: Element): object[];
}
