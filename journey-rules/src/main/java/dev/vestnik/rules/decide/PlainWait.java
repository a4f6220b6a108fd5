package dev.vestnik.rules.decide;

/**
 * A step that is nothing but a wait. One that was over while its journey was paused may begin anew, as of an instance that comes here then:
 * nothing was sent, asked or gathered in it.
 */
interface PlainWait extends StepRules {}
