// The compiler links the packages of Angular in the browser.
import '@angular/compiler';
import { bootstrapApplication } from '@angular/platform-browser';
import { provideTanStackQuery, QueryClient } from '@tanstack/angular-query-experimental';
import { LeadsComponent } from './leads.component';

document.body.append(document.createElement('app-leads'));
void bootstrapApplication(LeadsComponent, { providers: [provideTanStackQuery(new QueryClient())] });
