using MyoclonusSignal.Cli;

return CommandLine.Run(args);
