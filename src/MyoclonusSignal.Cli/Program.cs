using MyoclonusSignal.Cli;

WiderBinary.TakeOver(args);
Console.SetOut(new VisibleLineWriter(Console.Out, isError: false));
Console.SetError(new VisibleLineWriter(Console.Error, isError: true));
return CommandLine.Run(args);
